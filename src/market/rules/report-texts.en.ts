// English sentences of a report.

export const reportTextsEnglish = {
  'text.product':
    'A site management organization runs clinical trials at sites for sponsors and contract research organizations: it finds the sites, starts them, staffs them, looks after participants and visits, and is paid for what was done. The market is what sponsors pay for these services in a year.',
  'text.cut-service': 'Five services are told apart:',
  'text.cut-area':
    'A study counts in one of six therapeutic areas, the first in this order that its conditions name. The published labels overlap; this reading of them does not.',
  'text.cut-phase': 'Studies count by phase; one in two phases counts half and half, and one without a phase is never dropped:',
  'text.geography': 'Nineteen countries are named; every other country counts with the others of its region.',
  'text.region-countries': '{region}: {countries}',
  'text.frame':
    'Everything in this report is held to what was published: two totals, the growth between them, the largest region and the fastest growing area. No other share was published.',
  'text.tags': 'Every figure carries one of four tags, in every table and in every export:',
  'tag-means.published': 'Published: stated by a source that is named.',
  'tag-means.counted': 'Counted: counted from records of a registry or of the network.',
  'tag-means.assumed': 'Assumed: set by somebody, with a reason and a spread, because nobody published or counted it.',
  'tag-means.modelled': 'Modelled: follows from the others by the model.',
  'method.top-down': 'From above: the published totals of 2025 and 2031, and between them one growth a year that meets both.',
  'method.bottom-up':
    'From below: activity of sites in site-years by country, phase and area, times prices by phase and country, split into services.',
  'method.fit':
    'Both are brought together in one table of service, area, phase, country and year: the one nearest to the activity that meets every total and claim (iterative proportional fitting, raking where claims have slack).',
  'method.growth': 'Each service, area, phase and region grows at a pace of its own against the market; the total is met in every year.',
  'method.intervals':
    'Intervals come from a thousand refits in which totals, activity, prices and growth are drawn anew from their spreads.',
  'method.rounding':
    'Values are shown to a tenth of a million, rounded by largest remainders so that parts add up to their whole on every page and the same figure is the same wherever it stands.',
  'text.one-total': 'Of each year one total was published; nothing had to be taken together.',
  'text.activity':
    'Activity was counted from {file} ({format}, classifier {classifier}): {siteYears} site-years in all. Digest of the file: {digest}.',
  'text.no-activity':
    'No registry file was counted yet. Activity is that of the weights that ship with the program, set by us and tagged as assumed; every share that hangs on them says so.',
  'text.accuracy':
    'The reading of areas was held against {conditions} studies by their conditions and {titles} by their titles, judged by a reader once the table of words was finished, counted on {day}. The sample is narrow and one reader judged it, who also wrote the table; intervals are those of Wilson.',
  'text.tornado':
    'The answer for {name} in {year} is USD {answer} million. Each line says what it becomes where one assumption stands at either end of its 80 %.',
  'text.conflicts': 'Evidence contradicts itself here:',
  'text.no-conflicts': 'No two records of evidence contradict each other.',
  'text.conflict': '{quantity} {year}: {values}',
  'limit.shares':
    'Only totals, one growth and two ranks were published. Every share is modelled from activity and prices, and is as good as they are.',
  'limit.registry':
    'A registry knows what was registered, not what was paid, and its facilities are not all run by site management organizations.',
  'limit.services': 'Registries say nothing of services: their split is assumed.',
  'limit.intervals':
    'Intervals hold what the spreads of the assumptions hold; a change of the market that nobody assumed is not in them. They are given for totals, regions and countries.',
  'limit.companies': 'No share of a company was published, and none is invented.',
  'limit.own': "The network's own revenue is converted at assumed rates and set against site management alone.",
  'summary.size': 'The market grows from USD {first} million in {from} to USD {last} million in {to} (published).',
  'summary.region': '{region} is the largest region with {share} % of the first year.',
  'summary.area': '{area} grows fastest of all areas, by {growth} % a year.',
  'summary.service': '{service} is the largest service with USD {value} million in {year}.',
  'summary.counted': 'Shares of areas, phases and countries stand on counted registry activity; those of services are assumed.',
  'summary.assumed': 'Shares stand on assumed activity: no registry file was counted yet. Totals and growth are published.',
  'text.next': 'What the figures of the network bear out, the most at stake first:',
  'text.next-none': 'The figures of the network bear out no recommendation yet.',
  'text.voice': 'What sites and sponsors said in published surveys. Each line names who asked and when.',
  'text.unasked':
    "No survey of the network's own sponsors is held. A finding of one can be added to the book of evidence and stands here from the next report on.",
  'text.no-evidence': 'No evidence is held on this.',
  'text.global-size':
    'The market was worth USD {first} million in {from} and grows to USD {last} million in {to}, 80 % between {low} and {high}. Growth is published as {published} % a year; what meets both published totals is {implied} %.',
  'text.map': 'Where the market of {year} lies: regions by areas, and each country by its size and its growth until then.',
  'text.region':
    '{place} was worth USD {first} million in {from} and grows by {growth} % a year to USD {last} million in {to}, 80 % between {low} and {high}; that is {share} % of the market.',
  'text.country':
    '{place} was worth USD {first} million in {from} and grows by {growth} % a year to USD {last} million in {to}, 80 % between {low} and {high}; that is {ofRegion} % of {region} and {ofWorld} % of the world.',
  'text.own': '{place}: the network has {studies}, {places}, and earned USD {revenue} in twelve months.',
  'text.own-share':
    '{place}: the network has {studies}, {places}, and earned USD {revenue} in twelve months, {share} % of site management there.',
  'text.own-none': '{place}: the network has no study there.',
  'leaders.service': 'Largest service: {largest}, USD {last} million in {year}; fastest: {fastest}, {growth} % a year.',
  'leaders.area': 'Largest area: {largest}, USD {last} million in {year}; fastest: {fastest}, {growth} % a year.',
  'leaders.phase': 'Largest phase: {largest}, USD {last} million in {year}; fastest: {fastest}, {growth} % a year.',
  'figure.forecast': 'From USD {first} million in {from} to USD {last} million in {to}, 80 % between {low} and {high}.',
  'figure.bars': 'USD million in {from} and in {to}:',
  'figure.bar': '{name} {first} and {last}',
  'figure.scatter': 'USD million and growth a year:',
  'figure.point': '{name} {value}, {growth} %',
  'figure.tornado': 'What {name} in {year} becomes at both ends, USD million:',
  'figure.spots': 'What is added until the last year, {unit}:',
  'text.driver': 'What makes the market grow.',
  'text.challenge': 'What holds sites back.',
  'text.trend': 'Where the trade moves.',
  'text.development': 'Mergers, launches and openings, the latest first.',
  'text.no-notes': 'Nothing is held here yet; people of the network can write it.',
  'text.forces':
    'How strong each force is, as people of the network judged it on a scale of five; what stands under it is proposed from the evidence or written by them.',
  'text.shares':
    'Ten companies are profiled by the published frame, by name alone. No share of any was published; a share or a fact that somebody adds with its source stands here.',
  'text.shares-global':
    'Of the ten companies profiled no share is known: none was published, and none is invented. What is held of each, and where a share would stand, is told in the chapter “{chapter}”.',
  'text.position':
    'What the network earned from {from} to {to} beside what {service} is worth in the same places and months. Amounts in other currencies are converted at rates assumed from {day}.',
  'text.no-position': 'The network has no study at a site yet.',
  'text.spots': 'Areas in countries where the market is large and growing and the network has nothing, the one that adds most first.',
  'text.no-spots': 'There is no white spot: the network stands in every large and growing area, or no outlook says where they are.',
  'text.pipeline':
    'Studies at sites that may still earn: {places}. By contract, participants still to enrol would bring USD {contracted}; by the assumed chance of each state USD {expected} may be expected (assumed). {unvalued} cannot be valued.',
  'text.recommendations': 'Each follows from the figures beneath it; the one with the most at stake stands first.',
  'text.at-stake': 'At stake: USD {amount} (modelled).',
  'recommend.enter-area-where-we-are': 'Take up {area} in {country}, where sites of the network are.',
  'recommend.enter-country-with-what-we-know': 'Go to {country} with {area}, which the network knows.',
  'recommend.enter-anew': 'Look at {area} in {country}, which is new in both.',
  'recommend.catch-up-with-market': 'Find out why {key} grows slower than its market.',
  'recommend.build-on-lead': 'Build on {key}, which grows faster than its market.',
  'recommend.spread-over-countries': 'Spread over more countries: much hangs on {key}.',
  'recommend.spread-over-areas': 'Spread over more areas: much hangs on {key}.',
  'recommend.spread-over-sponsors': 'Spread over more sponsors: much hangs on {key}.',
  'recommend.open-what-waits': 'Open what waits: {places}.',
  'recommend.enrol-what-is-contracted': 'Enrol what is contracted: {places}, first {study} at {site}.',
  'text.evidence':
    'Every record on which the outlook stands, with its source. Records that were superseded or withdrawn are kept in the book and do not count.',
  'text.assumptions': 'The {count} assumptions that the outlook uses, each with its spread.',
  'text.reason': '{names}: {reason}',
  'text.reasons': 'Why they are as they are:',
} as const;
