// English sentences of a report.

export const reportTextsEnglish = {
  'text.product':
    'A site management organization (SMO) runs clinical trials at investigator sites on behalf of sponsors and contract research organizations (CROs): it identifies sites, starts them up, staffs them, looks after participants and their visits, and is paid for the work done. The market is what sponsors pay for these services in a year.',
  'text.cut-service': 'The market is divided into five services:',
  'text.cut-area':
    'Each study is assigned to one of six therapeutic areas: the first in this order that its conditions name. The published labels overlap; this reading of them does not.',
  'text.cut-phase':
    'Each study is also assigned to a phase. A study in two phases counts half in each, and one without a phase is kept in a group of its own:',
  'text.geography': 'Nineteen countries are shown by name; every other country is counted with the others of its region.',
  'text.region-countries': '{region}: {countries}',
  'text.frame':
    'The outlook is anchored to what has been published: two market totals, the growth rate between them, the largest region and the fastest growing area. No shares have been published.',
  'text.tags': 'Every figure carries one of four tags, in every table and every export:',
  'tag-means.published': 'Published: stated by a named source.',
  'tag-means.counted': 'Counted: taken from the records of a registry or of the network.',
  'tag-means.assumed': 'Assumed: set by judgement, with a reason and a spread, because it has been neither published nor counted.',
  'tag-means.modelled': 'Modelled: derived from the others by the model.',
  'method.top-down': 'Top-down: the published totals of 2025 and 2031, joined by the one annual growth rate that meets both.',
  'method.bottom-up':
    'Bottom-up: site activity in site-years by country, phase and area, multiplied by prices per phase and country and divided among services.',
  'method.fit':
    'Triangulation: both are reconciled in one table of service, area, phase, country and year, namely the table closest to the activity that meets every total and every claim (iterative proportional fitting, with generalised raking where claims leave slack).',
  'method.growth':
    'Growth: each service, area, phase and region grows at its own rate relative to the market, and the total is met in every year.',
  'method.intervals':
    'Intervals: a thousand refits draw totals, activity, prices and growth anew from their spreads. The true value is expected inside an 80 % interval in eight cases out of ten.',
  'method.rounding':
    'Rounding: values are shown to a tenth of a million and rounded by largest remainders, so that parts add up to their whole on every page and a figure reads the same wherever it appears.',
  'text.one-total': 'Only one total has been published for each year, so there was nothing to pool.',
  'text.activity':
    'Activity was counted from {file} ({format}, classifier {classifier}): {siteYears} site-years in all. File digest: {digest}.',
  'text.no-activity':
    'No registry file has been counted yet. Activity is based on the weights that ship with the program, which are set by judgement and tagged as assumed, as is every share that depends on them.',
  'text.accuracy':
    'The classification was tested on {conditions} studies read by their conditions and {titles} read by their titles. A reader judged them after the table of terms was complete, and the results were counted on {day}. The sample is narrow, and its only reader also wrote the table of terms. Intervals are Wilson intervals.',
  'text.tornado':
    'The value for {name} in {year} is USD {answer} million. Each line shows what it becomes with one assumption at either end of its 80 % interval.',
  'text.conflicts': 'The evidence contradicts itself here:',
  'text.no-conflicts': 'No two records of evidence contradict each other.',
  'text.conflict': '{quantity} {year}: {values}',
  'limit.shares':
    'Only two totals, one growth rate and two ranks have been published. Every share is modelled from activity and prices and is only as good as they are.',
  'limit.registry':
    'A registry records what was registered, not what was paid, and not all of its facilities are run by site management organizations.',
  'limit.services': 'Registries say nothing about services, so the split among them is assumed.',
  'limit.intervals':
    'Intervals cover the spreads of the assumptions. A change in the market that no assumption allows for lies outside them.',
  'limit.companies': 'No company shares have been published, and none are estimated.',
  'limit.own': "The network's own revenue is converted at assumed rates and compared with site management alone.",
  'summary.size': 'The market grows from USD {first} million in {from} to USD {last} million in {to} (published).',
  'summary.region': '{region} is the largest region, with {share} % of the market in the first year (modelled).',
  'summary.area': '{area} is the fastest growing area, at {growth} % a year (modelled).',
  'summary.service': '{service} is the largest service, at USD {value} million in {year} (modelled).',
  'summary.counted': 'Shares by area, phase and country rest on counted registry activity; shares by service are assumed.',
  'summary.assumed': 'Shares rest on assumed activity, since no registry file has been counted yet; totals and growth are published.',
  'text.next': "What the network's own figures support, the most at stake first:",
  'text.next-none': "The network's own figures do not support any recommendation yet.",
  'text.voice': 'What sites and sponsors said in published surveys. The source of each finding names who asked and when.',
  'text.unasked':
    "No survey of the network's own sponsors is on file. Its findings can be added to the book of evidence and will appear in the next report.",
  'text.no-evidence': 'There is no evidence on this yet.',
  'text.global-size':
    'The market was worth USD {first} million in {from} and is forecast to reach USD {last} million in {to} (80 % interval: {low} to {high}). The published growth rate is {published} % a year; the rate that meets both published totals exactly is {implied} %.',
  'text.map':
    'Where the market will be in {year}: regions by therapeutic area, and each country by its size and its growth until then. Growth is modelled by region, so countries of one region differ only by their mix of areas and phases.',
  'text.region':
    'The market in {place} was worth USD {first} million in {from} and is forecast to grow by {growth} % a year to USD {last} million in {to} (80 % interval: {low} to {high}), {share} % of the world market.',
  'text.country':
    'The market in {place} was worth USD {first} million in {from} and is forecast to grow by {growth} % a year to USD {last} million in {to} (80 % interval: {low} to {high}), {ofRegion} % of the market in {region} and {ofWorld} % of the world market.',
  'text.own': 'The network in {place}: {studies}, {places}, {revenue} earned in twelve months.',
  'text.own-share': 'The network in {place}: {studies}, {places}, {revenue} earned in twelve months ({share} % of site management).',
  'text.own-none': 'The network has no study in {place}.',
  'leaders.service': 'Largest service in {year}: {largest}, USD {last} million. Fastest: {fastest}, {growth} % a year.',
  'leaders.area': 'Largest area in {year}: {largest}, USD {last} million. Fastest: {fastest}, {growth} % a year.',
  'leaders.phase': 'Largest phase in {year}: {largest}, USD {last} million. Fastest: {fastest}, {growth} % a year.',
  'figure.forecast': 'From USD {first} million in {from} to USD {last} million in {to}, 80 % interval {low} to {high}.',
  'figure.bars': 'USD million in {from} and in {to}:',
  'figure.bar': '{name} {first} and {last}',
  'figure.scatter': 'USD million and growth a year:',
  'figure.point': '{name} {value}, {growth} %',
  'figure.tornado': 'What {name} in {year} becomes with each assumption at either end, USD million:',
  'figure.spots': 'What is added by the end of the forecast, {unit}:',
  'text.driver': 'What makes the market grow.',
  'text.challenge': 'What holds sites back.',
  'text.trend': 'Where the industry is heading.',
  'text.development': 'Mergers, launches and openings, the latest first.',
  'text.no-notes': 'No entries yet; the network can add its own.',
  'text.forces': 'The strength of each force on a scale of one to five, as judged by the network.',
  'text.shares':
    'The published frame names ten companies and gives no share for any of them. Each has a profile below: business overview, products and services, recent developments, key personnel and SWOT. A share or a fact appears once it is added with its source.',
  'text.shares-global':
    'No shares of the ten companies profiled have been published, and none are estimated. What is known of each is in the chapter “{chapter}”.',
  'text.position':
    "The network's revenue, {from} to {to}, and the market for {service} in the same places and months; growth is on the twelve months before. Currency rates are assumed from {day}.",
  'text.no-position': 'The network has no study at any site yet.',
  'text.spots': 'Where the market for site management is large and growing and the network has no study, largest gain first.',
  'text.no-spots': 'There are no white spots: the network is present in every large and growing area, or no outlook says where they are.',
  'text.pipeline':
    'Studies at sites that may still earn: {places}. Under their contracts, the participants still to be enrolled would bring {contracted}; weighted by the assumed probability of each state, {expected} can be expected (assumed). Not valued, for want of a contract: {unvalued}.',
  'text.recommendations':
    'Each recommendation follows from the figures beneath it; the one with the most at stake comes first. At stake is the revenue exposed, contracted, or gained or lost against the market; for a new area or country, what the present share of the network would be worth of what the market adds there.',
  'text.at-stake': 'At stake: {amount} (modelled).',
  'recommend.enter-area-where-we-are': 'Add {area} in {country}, where the network already has sites.',
  'recommend.enter-country-with-what-we-know': 'Enter {country} with {area}, an area the network knows.',
  'recommend.enter-anew': 'Assess {area} in {country}, where both are new to the network.',
  'recommend.catch-up-with-market': 'Find out why {key} grows more slowly than its market.',
  'recommend.build-on-lead': 'Build on {key}, which grows faster than its market.',
  'recommend.spread-over-countries': 'Diversify across countries: much depends on {key}.',
  'recommend.spread-over-areas': 'Diversify across therapeutic areas: much depends on {key}.',
  'recommend.spread-over-sponsors': 'Diversify across sponsors: much depends on {key}.',
  'recommend.open-what-waits': 'Open what is waiting: {places}.',
  'recommend.enrol-what-is-contracted': 'Enrol what is contracted: {places}, starting with {study} at {site}.',
  'text.evidence':
    'Every record on which the outlook rests, with its source. Superseded and withdrawn records stay in the book and do not count.',
  'text.assumptions': 'The {count} assumptions behind the outlook, each with its spread.',
  'text.pooled':
    'Assumed {assumed} (spread {assumedSd}) and counted {counted} (spread {countedSd}, trend of {from} to {to}), in {unit}, combined by their spread.',
  'text.reason': '{names}. {reason}',
  'text.reasons': 'The reasons for them:',
  'text.no-market': 'No activity was counted in {place}, so the outlook puts no value on it.',
  'summary.checks': 'Checks that do not hold: {checks}. The chapter “{chapter}” says what was found instead.',
  'recommend.title': 'Recommendation {number}. {title}',
  'company.unheld': 'Not on file with a source: {parts}.',
  'note.scatter-without': 'Countries without a value are not in the figure.',
  'company.none': 'No sourced facts are on file yet.',
} as const;
