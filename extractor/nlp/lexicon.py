"""The words that market prose moves prices with, each with its class; one table, one place.

A class is one letter, so that a sentence can be seen as a string of classes and read by
short patterns (clauses.py):

U  verb that moves a price          A  adverb of a move: up, higher
N  noun for a move: gain, slide     F  no move: flat, unchanged
C  verb that ends a session         L  verb that puts a price at a level: hit, topped
X  verb that moves its object       P  verb that reports a noun: posted, saw
V  verb that needs an adverb of a move: edged higher
b  any other verb                   a  auxiliary            v  adverb
p  preposition                      d  determiner           j  adjective
c  and, or                          s  while, as, but       r  which, that, who
o  pronoun                          h  noun for the price of what precedes: shares, index
n  noun that is no price: revenue   w  any other word       W  the same, capitalised
"""

from dataclasses import dataclass

from extractor.records import Direction

UP, DOWN, FLAT = Direction.UP, Direction.DOWN, Direction.FLAT


@dataclass(frozen=True, slots=True)
class Word:
    """What the table knows of a word.

    `needs_number`: moves a price only with a figure ("added 0.6%", "lost 2%").
    `is_participle`: "-ing", which opens a clause without a subject of its own.
    """

    cls: str
    direction: Direction | None = None
    needs_number: bool = False
    is_participle: bool = False


# Verbs: base, past, participle forms as they stand; direction; those that need a figure last.
_UP_VERBS = """
rise rises rose risen rising | gain gains gained gaining | climb climbs climbed climbing | jump jumps jumped jumping
surge surges surged surging | soar soars soared soaring | rally rallies rallied rallying | advance advances advanced advancing
rebound rebounds rebounded rebounding | recover recovers recovered recovering
spike spikes spiked spiking | leap leaps leapt leaped leaping | skyrocket skyrockets skyrocketed skyrocketing
rocket rockets rocketed rocketing | bounce bounces bounced bouncing | strengthen strengthens strengthened strengthening
firm firms firmed firming | pop pops popped popping | rip rips ripped ripping | appreciate appreciates appreciated appreciating
balloon ballooned | vault vaulted vaulting | zoom zooms zoomed zooming | swell swelled swelling | perk perked
catapulted | ascended ascending | upticked | roared roaring | levitated
"""
_UP_WITH_NUMBER = """
increase increases increased increasing | accelerate accelerated | add adds added adding | grow grows grew grown growing | improve improved improves improving | tack tacked tacks tacking
sprang sprung | sprint sprinted | flew | explode exploded | erupt erupted | blasted | bolted | hopped | galloped | romped
notch notches notched notching | expand expanded | return returned returning returns | manage managed manages managing
"""
_DOWN_VERBS = """
fall falls fell fallen falling | drop drops dropped dropping | decline declines declined declining | slip slips slipped slipping
slide slides slid sliding | sink sinks sank sunk sinking | tumble tumbles tumbled tumbling | plunge plunges plunged plunging
plummet plummets plummeted plummeting | retreat retreats retreated retreating | dip dips dipped dipping | ease eases eased easing
weaken weakens weakened weakening | crash crashes crashed crashing | skid skids skidded skidding | slump slumps slumped slumping
tank tanks tanked tanking | sag sags sagged sagging | crater craters cratered cratering | nosedive nosedives nosedived nosediving
dive dives dove dived diving | collapse collapses collapsed collapsing
depreciate depreciates depreciated depreciating | soften softens softened softening | stumble stumbles stumbled stumbling
swoon swooned swooning | buckle buckled | crumple crumpled crumpling | wilt wilted wilting | implode imploded | pullback | backtrack backtracked | subside subsided subsiding | cool cooled cooling
"""
_DOWN_WITH_NUMBER = "decrease decreases decreased decreasing | lose loses lost losing | shed sheds shedding | surrender surrendered surrendering | cede ceded | erode eroded | forfeit forfeited | bleed bled bleeding | hemorrhaged | toppled | unraveled unravelled | careened | deflated | melted"
# Verbs that say a move only with an adverb of one: "edged higher", "ticked down", "finished up".
_MOVES_WITH_ADVERB = """
edge edged edging edges | tick ticked ticking ticks | inch inched inching inches | creep crept creeping creeps | drift drifted drifting drifts
move moved moving moves | nudge nudged nudging nudges | grind ground grinding grinds | push pushed pushing pushes | head headed heading heads
trend trended trending trends | shoot shot shooting | pull pulled pulling | march marched marching | power powered powering
trade trades | swing swings swung swinging | gaps gapped gapping | turn turned turning | tilt tilted | open opens opened | lean leaned | go goes went going
"""
_CLOSE_VERBS = "close closes closed closing | end ends ended ending | finish finishes finished finishing | settle settles settled settling | conclude concluded"
_LEVEL_VERBS = """
hit hits hitting | reach reaches reached reaching | top tops topped topping | cross crosses crossed crossing | breach breached breaching
stand stands stood standing | yielded yielding | touch touched touches touching | approach approached approaching | surpass surpassed surpassing surpasses
exceed exceeded exceeds | break broke breaks breaking broken | test tested testing | hold held holding | trading traded | sit sits sat sitting
remain remained remains | stay stayed stays | pierce pierced | peak peaks peaked peaking | bottomed bottoming | near neared nearing | eclipse eclipsed | clears cleared | sits | hovering
"""
_CAUSE_VERBS = """
send sends sent sending | lift lifts lifted lifting | boost boosts boosted boosting | drag drags dragged dragging
drive drives drove driven driving | propel propels propelled propelling | knock knocked knocking | bring brought brings bringing
leave leaves leaving left | take took taking | carry carried carrying | force forced | help helped helping | hurt | weigh | pressure pressured
send | put puts putting | pushed | spark sparked sparking | fuel fueled fuelled fueling fuelling | trigger triggered triggering
"""
_POST_VERBS = """
post posts posted posting | witness witnesses witnessed witnessing | record recorded records recording | mark marks marked marking | log logged logging logs
see saw seen seeing sees | register registered registering | suffer suffered suffers suffering | enjoy enjoyed enjoying | book booked booking
score scored scoring | clock clocked clocking | deliver delivered delivering | extend extended extends extending | face faced faces facing
show showed shown showing shows | make made making | have had has having | snag snagged | capture captured | eke eked eking | endure endured
rack racked racking | pare pared paring pares | trim trimmed trimming | erase erased erasing erases | reverse reversed reversing
cap capped capping | stage staged staging stages | nurse nursed | notch notched notching | sustain sustained | experience experienced
strung stringing | scales scaled scaling | flashes flashed flashing | prints printed printing | secures secured securing | clinches clinched clinching
completes completed completing | confirms confirmed confirming | forms formed forming | chalks chalked chalking | racks | nabs nabbed | snaps
represent represented representing represents | reflect reflected | equal equaled | mean meant meaning | head
"""
_OTHER_VERBS = """
say says said saying | report reports reported reporting | announce announced announces announcing | expect expects expected expecting
beat beats | miss missed misses | unveil unveiled | plan plans planned planning | cut cuts cutting | raise raised raises raising | lower lowered lowers lowering
sell sells sold selling | buy buys bought buying | know knew | think thinks thought | believe believes believed | want wants | led lead leads leading
follow followed follows | come comes came coming | give gives gave given giving | get gets got getting | keep keeps kept keeping | become becomes became
begin began begun begins beginning | start started starts starting | continue continues continued continuing | seem seems seemed | appear appears appeared
try tried trying | use used uses using | fail failed fails | warn warned warns | agree agreed agrees | sign signed signs | launch launched launches
outperform outperforms outperformed outperforming | underperform underperforms underperformed underperforming | outpace outpaces outpaced outpacing
lag lags lagged lagging | trail trails trailed trailing | snap snapped snapping snaps | break | pay pays paid paying | price priced pricing
do does did done | tell told tells | blow blows blew blown | burst bursts | find found | set sets setting | won win wins winning | met meets | read reads | rode | shook shakes | shut | spent spends | spread | stuck | threw | wore | drew draws drawing
sought seeks | shrank | spoke speaks | sprang | struck | swept | withdrew | built builds | bore bears | chose | dealt | fought | laid | overtook | proved proves | owns | operates | offers
needs | holds | provides | relies | competes | makes | looks looked looking | acts | fared fares | survived | disclosed | remained | thinks | likes | calls | helps | leads | plays | sells | serves | trades
matters | gives | belongs belonged | brings | pushes | treats | suggests suggested | argues argued | walked walks | vowed | sued sues | filed files | hired hires | named names | opened opens | paused | slashed
change changes changed changing | find found | produce produces produced | told | noted notes | wrote writes | added
outdo outdoes outdid outdoing outdone | outrun outruns outran outrunning | outgain outgains outgained outgaining | outstrip outstrips outstripped outstripping
outshine outshines outshone outshining | bested besting | trounce trounces trounced trouncing | thrashed thrashes | outrank outranked
include includes included including | compare compared comparing | track tracks tracked tracking | jolt jolted | await awaited awaiting awaits
digest digested digesting | defy defies defied defying | brush brushes brushed | buck bucks bucked bucking | shrugs | weigh weighed weighing weighs | work works worked working | run runs ran running | shrug shrugged
"""
_NOUNS_UP = """
gain gains | rise rises | increase increases | advance advances | jump jumps | surge surges | rally rallies | rebound rebounds | climb | leap
spike spikes | pop pops | upswing | uptick | upturn | recovery | bounce | appreciation | return returns | gainer gainers | winner winners | advancer advancers | riser risers | run-up | burst bursts | strength
"""
_NOUNS_DOWN = """
loss losses | drop drops | decline declines | fall falls | slide slides | slump slumps | tumble | plunge plunges | dip dips | retreat retreats | setback
pullback pullbacks | selloff selloffs | sell-off sell-offs | downturn | decrease decreases | slip | drawdown | decliner decliners | loser losers | laggard laggards | faller fallers
collapse collapses | stumble stumbles | wipeout | nosedive | dive | swoon | skid skids | slippage | rout | meltdown | crash | drubbing | beating | thrashing | hammering | shellacking | bloodbath | weakness | depreciation | downdraft | sell-down | tumbles
"""
_AUX = """
is are was were be been being am has have had having do does did will would could may might can should must shall
'll 've 're isn't aren't wasn't weren't hasn't haven't hadn't don't doesn't didn't won't wouldn't couldn't can't cannot shouldn't
"""
_ADVERBS = """
also then still even just only again already later earlier soon now once not never so too very quite rather almost nearly about roughly around
approximately some well far much more most less least ever yet otherwise instead together overall further meanwhile however moreover nonetheless
nevertheless thus hence perhaps maybe indeed itself themselves all both each either half another additional fresh as-much straight even
often sometimes usually largely generally typically abroad back early late modestly sharply slightly long ahead though alone briefly altogether twice
"""
_PREPOSITIONS = """
of in on at by for with from to into onto after before during over under above below through throughout between among amid amidst against about
across around behind beyond near since until till toward towards versus vs vs. via per within without despite following alongside along
like unlike including excluding such than off out up-from amongst outside inside upon given except regarding concerning led
"""
_DETERMINERS = "the a an this that these those its their his her our your my another any every no some which's"
_CONJUNCTIONS = "and or & nor plus"
_SUBORDINATORS = "while as but although though whereas when because if unless whether where why so until even-as yet"
_RELATIVES = "which who that whose whom"
_PRONOUNS = "it they he she we you i them him us itself one former latter both"
_PRICE_HEADS = """
share shares stock stocks index indexes indices average averages benchmark gauge barometer price prices equity equities etf fund yield yields
futures contract contracts securities composite measure rate currency coin token metal adr adrs ads
"""
_NOT_PRICES = """
revenue revenues sale sales profit profits earnings income eps margin margins deliveries shipments shipment orders order bookings
guidance outlook forecast forecasts estimate estimates target targets dividend dividends buyback buybacks inflation cpi ppi pce gdp growth
unemployment payrolls payroll jobs jobless claims employment wages wage spending capex expenditure expenditures investment investments outflows inflows outflow
inflow issuance debt loans deposits assets backlog backlogs valuation valuations multiple multiples cap capitalization capitalisation p/e ratio ratios
production output supply demand inventories inventory stockpiles exports imports tariffs tariff tax taxes duty duties stake stakes volume volumes
subscribers users customers members units vehicles cars airplanes planes jets workers employees workforce staff headcount layoffs cost costs expenses
ebitda cash bonus penalty fine fines settlement deal deals acquisition loss-ratio weighting weight weightings probability odds chance confidence sentiment index-weight
traffic bookings visits downloads installations stores locations barrels-per-day rigs share-count contribution participation approval rating ratings
turnover allocation exposure position positions budget deficit surplus trade-deficit rents rent mortgages mortgage applications starts permits
components constituents companies firms names issuers population consumption productivity benchmark-revision odds premium discount
"""
_FLAT_WORDS = "flat unchanged steady hovered hover hovers flattish stable sideways muted"
_ADJECTIVES = """
strong solid sharp big steep notable modest small slight large heavy broad new fresh record weekly monthly quarterly annual daily yearly early late
single double triple first second third fourth fifth best worst biggest largest smallest steepest sharpest strongest weakest more moderate healthy hefty huge massive
tech-heavy blue-chip benchmark broader wider major main key recent latest overall high low double-digit single-digit robust impressive significant substantial
intraday session total net average combined own consecutive straight percentage full whole entire same similar back-to-back
narrow tiny marginal respectable outsized eye-popping heavyweight tracking closely watched widely smaller larger bigger domestic rate-sensitive
tech-led interest-rate-sensitive tech technology price-weighted market-cap-weighted capitalization-weighted heavily
"""


def _forms(table: str) -> list[str]:
    return table.replace("|", " ").split()


def _build() -> dict[str, Word]:
    table: dict[str, Word] = {}

    def put(words: str, cls: str, direction: Direction | None = None, *, needs_number: bool = False) -> None:
        for form in _forms(words):
            is_participle = cls in "UXPCLbV" and form.endswith("ing")
            table[form] = Word(cls, direction, needs_number, is_participle)

    # Later rows win: a word that is both is the one whose reading harms less.
    put(_ADJECTIVES, "j")
    put(_ADVERBS, "v")
    put(_OTHER_VERBS, "b")
    put(_POST_VERBS, "P")
    put(_CAUSE_VERBS, "X")
    put("lift lifts lifted lifting boost boosts boosted boosting propel propels propelled propelling", "X", UP)
    put("drag drags dragged dragging knock knocked knocking hurt", "X", DOWN)
    put(_LEVEL_VERBS, "L")
    put(_CLOSE_VERBS, "C")
    put(_MOVES_WITH_ADVERB, "V")
    put(_NOT_PRICES, "n")
    put(_PRICE_HEADS, "h")
    put(_PRONOUNS, "o")
    put(_RELATIVES, "r")
    put(_DETERMINERS, "d")
    put(_PREPOSITIONS, "p")
    put(_SUBORDINATORS, "s")
    put(_CONJUNCTIONS, "c")
    put(_AUX, "a")
    put(_NOUNS_UP, "N", UP)
    put(_NOUNS_DOWN, "N", DOWN)
    put(_UP_VERBS, "U", UP)
    put(_DOWN_VERBS, "U", DOWN)
    put(_UP_WITH_NUMBER, "U", UP, needs_number=True)
    put(_DOWN_WITH_NUMBER, "U", DOWN, needs_number=True)
    put(_FLAT_WORDS, "F", FLAT)
    put("up higher upward upwards", "A", UP)
    put("down lower downward downwards", "A", DOWN)
    put("that", "r")
    put("also itself themselves", "v")
    put("firmer stronger dearer richer", "A", UP)
    put("weaker softer cheaper poorer", "A", DOWN)
    put("fetch fetches fetched fetching", "L")
    put(
        "regain regains regained regaining reclaim reclaims reclaimed reclaiming retook retakes retaken retaking recaptures recaptured",
        "L",
    )
    return table


WORDS = _build()

# Nouns that are spelt like verbs; clauses.py chooses by what stands before.
MOVE_NOUNS: dict[str, Direction] = {
    **dict.fromkeys(_forms(_NOUNS_UP), UP),
    **dict.fromkeys(_forms(_NOUNS_DOWN), DOWN),
}

# Phrases of several words, by their words: class and direction of the whole.
PHRASES: dict[tuple[str, ...], Word] = {
    tuple(text.split()): word
    for texts, word in (
        (
            "pulls down|pulled down|pulling down|drags down|dragged down|dragging down|brought down|brings down|bringing down|weighs down",
            Word("X", DOWN),
        ),
        ("pushes up|pulls up|pulled up|lifts up|driving up|drives up|drove up|sends up", Word("X", UP)),
        ("wound up|wrapped up|rounded out|closed out", Word("C")),
        (
            """little changed|barely changed|virtually unchanged|essentially unchanged|largely unchanged|mostly unchanged|
            practically unchanged|nearly unchanged|almost unchanged|broadly unchanged|basically unchanged|roughly unchanged|hardly changed|
            hardly moved|barely moved|barely budged|little moved|essentially flat|basically flat|virtually flat|roughly flat|nearly flat|
            broadly flat|mostly flat|largely flat|all but flat|all but unchanged|pretty much flat|fairly flat|quite flat|roughly unchanged|hardly budged|scarcely changed|scarcely moved|scarcely budged|little different|hardly stirred|barely stirred|went nowhere|going nowhere|treaded water|treading water|marked time|marking time|trod water|where it started|where they started|where it began|where they began|near the flat line|around the flat line|near flat|near the flatline|
            about flat|relatively flat|little-changed|narrowly mixed|roughly steady|broadly steady""",
            Word("F", FLAT),
        ),
        (
            """in the green|into the green|in positive territory|into positive territory|into the black|in the black|into green territory|
            in green territory|to the upside|to the good""",
            Word("A", UP),
        ),
        (
            """in the red|into the red|in negative territory|into negative territory|into red territory|in red territory|to the downside|to the bad|in the hole""",
            Word("A", DOWN),
        ),
        (
            """gained ground|gaining ground|gains ground|gain ground|made up ground|made ground|made gains|making gains|made headway|moved up|picked up|ticked up|ticking up|ran up|bounced back|bouncing back|
            moved higher|traded higher|trading higher|opened higher|turned higher|pushed higher|powered ahead|
            pulled ahead|shot up|shooting up|crept up|crept higher|inched up|inched higher|edged up|edged higher|edging up|edging higher|
            ticked higher|nudged up|nudged higher|drifted higher|ground higher|grinding higher|headed higher|marched higher|trended higher|
            put on|puts on|shot higher|went up|goes up|going up|turned positive|stormed higher|moving higher|ratcheted higher|
            took off|pushed up|tacked on|tacking on|tacks on|piled on|clawed back|clawing back|won back|won back ground|puts on|putting on|shot ahead|charged higher|raced higher|roared higher|roared back|caught a bid""",
            Word("U", UP),
        ),
        (
            """given up ground|give up ground|gives up ground|gave up ground|giving up ground|ceded ground|shed ground|gave ground|giving ground|lose ground|given up|given back|gives up|gives back|lost ground|losing ground|loses ground|caved in|caving in|gave up|giving up|coughed up|coughing up|gave back|giving back|pulled back|pulling back|sold off|selling off|
            moved down|moved lower|traded lower|trading lower|opened lower|turned lower|pushed lower|ticked down|ticking down|ticked lower|
            crept down|crept lower|inched down|inched lower|edged down|edged lower|edging down|edging lower|nudged down|nudged lower|
            drifted lower|drifted down|ground lower|grinding lower|headed lower|trended lower|came down|went down|goes down|going down|
            turned negative|moving lower|took a hit|took a beating|shot lower|rolled over|gave ground|came under pressure""",
            Word("U", DOWN),
        ),
    )
    for text in (part.strip() for part in texts.replace("\n", " ").split("|"))
    if text
}
PHRASES.update(
    {
        **{
            tuple(text.split()): Word("P")
            for text in "clings to|cling to|clung to|clinging to|held on to|hold on to|holds on to|holding on to|held onto|hung on to|hangs on to|hanging on to|clawed out|sitting on|sits on|sat on|squeaked out|scratched out|turned in|piled up|came away with|ended with|closed with|finished with".split(
                "|"
            )
        },
        **{
            tuple(text.split()): Word("U", UP, needs_number=True)
            for text in "took back|takes back|taking back|closed ahead|finished ahead|ended ahead|squeezed out|eke out|eked out|eking out|ekes out|chalked up|racked up|notched up|clocked up|carved out".split(
                "|"
            )
        },
        **{
            tuple(text.split()): Word("b")
            for text in "held up|holds up|holding up|hold up|held on|held off|held out|kept up|makes up|make up|made up|making up|sets up|set up|ends up|ended up".split(
                "|"
            )
        },
    }
)


PHRASES.update({("at", "one", word): Word("v") for word in ("stage", "time", "point")})
PHRASES.update({(form, "away"): Word("U", DOWN, needs_number=True) for form in ("took", "takes", "taking")})
PHRASES[("wiped", "out")] = Word("U", DOWN, needs_number=True)
PHRASES.update({("american", "depositary", word): Word("h") for word in ("shares", "receipts", "share")})
PHRASES[("p", "/", "e")] = Word("n")
PHRASES.update({(form, "hands"): Word("L") for form in ("change", "changes", "changed", "changing")})
PHRASES.update(
    {
        ("a", size, side): Word("A", UP if side == "higher" else DOWN)
        for size in "whisker touch bit tad shade hair little smidgen notch fraction".split()
        for side in ("higher", "lower")
    }
)
PHRASES.update(
    {
        ("a", size, word): Word("A", d)
        for size in ("touch", "bit", "tad", "little")
        for word, d in (("up", UP), ("down", DOWN))
    }
)
PHRASE_HEADS: dict[str, list[tuple[tuple[str, ...], Word]]] = {}
for _phrase, _word in sorted(PHRASES.items(), key=lambda item: -len(item[0])):
    PHRASE_HEADS.setdefault(_phrase[0], []).append((_phrase, _word))
# Nouns that look like participles.
ING_NOUNS = frozenset(
    """evening morning nothing something anything everything ceiling banking housing manufacturing engineering advertising offering
sterling meeting hearing listing filing spending funding briefing warning opening""".split()
)

# Verbs that say a move by its multiple.
MULTIPLES: dict[str, int] = {
    **dict.fromkeys(("doubled", "doubling", "doubles"), 2),
    **dict.fromkeys(("tripled", "tripling", "triples", "trebled"), 3),
    **dict.fromkeys(("quadrupled", "quadrupling", "quadruples"), 4),
    **dict.fromkeys(("quintupled", "quintupling"), 5),
}

HALVED = frozenset("halved halving halves".split())
# What is done to prices that fall: "chip stocks were hammered"; "energy suffered" says the same. Of a company it may be said otherwise.
BEATEN = frozenset(
    """hammered battered pummeled pummelled clobbered slammed walloped crushed punished thumped drubbed mauled dumped whacked
    smashed bludgeoned routed suffered suffer suffers""".split()
)

# After one of these a verb of a move has another sense ("fell short", "dropped out").
NOT_A_MOVE_BEFORE = frozenset(
    """short behind out off through apart aboard ship over sick asleep prey foul victim in-line silent
    away across past aside""".split()
)
