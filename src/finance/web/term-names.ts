// How people call what terms are keyed by: visits as the contract labels them, procedures as the schedule does.

interface Labelled {
  readonly visitKey: string;
  readonly label: string;
}

/** Names by key; a key that nobody names stays as it is. */
export interface TermNames {
  readonly visit: (key: string) => string;
  readonly activity: (key: string) => string;
}

/** A visit as terms show it: `V3 Week 4`. */
export function visitOfTerm({ visitKey, label }: Labelled): string {
  return label === visitKey || label === '' ? visitKey : `${visitKey} ${label}`;
}

/** The names; of several terms for a visit the last one names it. */
export function termNames(
  terms: readonly Labelled[],
  activities: readonly { readonly key: string; readonly name: string }[] = [],
): TermNames {
  return {
    visit: (key) => {
      const term = terms.findLast(({ visitKey }) => visitKey === key);
      return term ? visitOfTerm(term) : key;
    },
    activity: (key) => activities.find((activity) => activity.key === key)?.name ?? key,
  };
}
