// The read side of the desk.
export { search } from './questions/search.ts';
export { overview } from './questions/overview.ts';
export { listSiteHomes, viewPortalStudy, viewSiteHome } from './questions/together.ts';
