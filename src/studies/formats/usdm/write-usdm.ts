// Writes a protocol as a digital protocol file (CDISC USDM JSON 4.0): the way back of read-usdm.
import type { Coded, Concept, Design, Protocol } from '../../rules/protocol.ts';
import { writtenDesign } from './write-design.ts';
import { type Pen, type Written, penOf, writtenName } from './write-parts.ts';
import { writtenAmendment, writtenIdentity } from './write-study.ts';

/** The version of the standard that is written. */
export const USDM_WRITTEN_VERSION = '4.0.0';

/** The phase of a design; older files say it for the study as a whole, which the first design then carries. */
function phaseOf(design: Design, at: number, phases: readonly Coded[]): Coded | null {
  return design.phase ?? (at === 0 ? (phases[0] ?? null) : null);
}

function writtenConcept({ id, name, label, reference, code }: Concept, pen: Pen): Written {
  return {
    id,
    name,
    label,
    synonyms: [],
    reference: reference ?? '',
    properties: [],
    code: pen.alias(code),
    instanceType: 'BiomedicalConcept',
  };
}

/** Categories that activities refer to; of a protocol that did not keep them, their ids stand in for their names. */
function writtenCategories({ conceptCategories, designs }: Protocol): Written[] {
  const known = conceptCategories ?? [];
  const ids = new Set(known.map((category) => category.id));
  const asked = new Set(designs.flatMap((design) => design.activities.flatMap((activity) => activity.conceptCategoryIds)));
  const others = [...asked].filter((id) => !ids.has(id)).map((id) => ({ id, name: id, label: null, description: null }));
  return [...known, ...others].map((category) => ({
    ...writtenName(category),
    childIds: [],
    memberIds: [],
    code: null,
    instanceType: 'BiomedicalConceptCategory',
  }));
}

function writtenVersion(protocol: Protocol, pen: Pen): Written {
  const { study } = protocol;
  const designs = protocol.designs.map((design, at) => writtenDesign(design, phaseOf(design, at, study.phases), pen));
  const { studyIdentifiers, organizations, roles } = writtenIdentity(study, pen);
  return {
    id: pen.id('StudyVersion'),
    extensionAttributes: pen.stated('firstDay', protocol.firstDay),
    versionIdentifier: study.versionIdentifier ?? '',
    rationale: study.rationale ?? '',
    titles: study.titles.map(({ type, text }) => ({ id: pen.id('StudyTitle'), text, type: pen.code(type), instanceType: 'StudyTitle' })),
    studyIdentifiers,
    organizations,
    roles,
    businessTherapeuticAreas: study.businessAreas.map(pen.code),
    amendments: protocol.amendments.map((amendment) => writtenAmendment(amendment, pen)),
    studyDesigns: designs.map(({ design }) => design),
    eligibilityCriterionItems: designs.flatMap(({ items }) => items),
    biomedicalConcepts: protocol.biomedicalConcepts.map((concept) => writtenConcept(concept, pen)),
    bcCategories: writtenCategories(protocol),
    bcSurrogates: protocol.conceptSurrogates.map((surrogate) => ({
      ...writtenName(surrogate),
      reference: null,
      instanceType: 'BiomedicalConceptSurrogate',
    })),
    instanceType: 'StudyVersion',
  };
}

/**
 * The protocol as a USDM 4.0 document. Ids of the protocol stay, the others count up by kind: the same protocol gives the same bytes.
 * Texts that the standard requires and the protocol does not have are empty. Structure from the CDISC USDM API 4.0.0 schema.
 */
export function writeUsdm(protocol: Protocol): Written {
  return {
    study: {
      id: null,
      name: protocol.study.name,
      description: null,
      label: null,
      versions: [writtenVersion(protocol, penOf(protocol))],
      documentedBy: [],
      instanceType: 'Study',
    },
    usdmVersion: USDM_WRITTEN_VERSION,
    systemName: 'Siteward',
    systemVersion: null,
  };
}

/** The same as the text of a file, indented, with a newline at its end. */
export function usdmText(protocol: Protocol): string {
  return `${JSON.stringify(writeUsdm(protocol), null, 2)}\n`;
}
