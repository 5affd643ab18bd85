// Who may take over a trial: whoever works for the network, or for the study, as a whole.

/** A study as a whole, at none of its sites in particular. */
export function wholeStudy(studyId: string): { siteId: null; studyId: string } {
  return { siteId: null, studyId };
}
