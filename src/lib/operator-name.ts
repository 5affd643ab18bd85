// What whoever works at the machine itself is called: kept in English, read in the language of the page.
const LOCAL_OPERATOR = /^Local operator \((.*)\)$/s;

/** The name under which an operating-system user stands in the trail. */
export const operatorName = (osUser: string): string => `Local operator (${osUser})`;

/** A person's name as it is read: their own, or the local operator's in the language. */
export function personText(name: string, language: string): string {
  return language === 'es' ? name.replace(LOCAL_OPERATOR, (_, osUser: string) => `Operador local (${osUser})`) : name;
}
