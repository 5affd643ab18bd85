// The pure part of signatures: canonical contents, and what a signature says of a record as it is now.
export { type Canonical, canonicalJson } from './rules/canonical.ts';
export {
  type Meaning,
  type Method,
  type Needs,
  type Signed,
  type Standing,
  byUrgency,
  covers,
  demoConfirmation,
  meanings,
  methods,
  standingOf,
  standings,
} from './rules/standing.ts';
