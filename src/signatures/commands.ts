// Verifying the signatures: each text against its digest, each record against the image it was signed as, each signer against the trail.

/** A connection that may read every row: the backup role's. */
export interface SignatureReader {
  readonly query: <R extends object>(text: string) => Promise<{ rows: R[] }>;
}

/** What is wrong with a signature, in words. */
export interface SignatureProblem {
  readonly kind: 'signature';
  readonly signature: string;
  readonly record: string;
  readonly message: string;
}

interface Judged {
  readonly id: string;
  readonly record_kind: string;
  readonly record_id: string;
  readonly signer_name: string;
  readonly text_holds: boolean;
  readonly names_record: boolean;
  readonly trail_holds: boolean | null;
  readonly record_holds: boolean | null;
}

const JUDGED = `
  select s.id, s.record_kind, s.record_id, s.signer_name,
    s.content_sha256 = encode(sha256(convert_to(s.content, 'UTF8')), 'hex') as text_holds,
    s.content::jsonb -> 'record' = jsonb_build_object('kind', s.record_kind, 'id', s.record_id, 'version', s.record_version) as names_record,
    own.source = 'program' and own.actor_id = s.signer_id and own.after ->> 'content_sha256' = s.content_sha256
      and own.after ->> 'record_id' = s.record_id::text as trail_holds,
    at.record_id = s.record_id and at.record_table = s.record_table and at.after ->> 'version' = s.record_version::text
      and at.image_sha256 = s.record_entry_sha256 and at.recomputed_sha256 = s.record_entry_sha256 and at.id < own.id as record_holds
  from signatures.signature s
    left join audit.pub_entry own on own.record_table = 'signatures.signature' and own.record_id = s.id and own.op = 'insert'
    left join audit.pub_entry at on at.id = s.record_entry
  order by s.signed_at, s.id`;

/** Verifies every signature. Answers how many there are and what is wrong, in words. */
export async function verifySignatures(reader: SignatureReader): Promise<{ signatures: number; problems: SignatureProblem[] }> {
  const { rows } = await reader.query<Judged>(JUDGED);
  return { signatures: rows.length, problems: rows.flatMap(problemsOf) };
}

function problemsOf(row: Judged): SignatureProblem[] {
  const said = [
    row.text_holds ? null : 'its text is not the one whose digest was signed',
    row.names_record ? null : 'its text speaks of another record or version',
    row.trail_holds === true ? null : 'the trail does not know that its signer made it',
    row.record_holds === true ? null : 'the record as the trail knew it then is not what was signed',
  ].filter((one) => one !== null);
  return said.map((what) => ({
    kind: 'signature',
    signature: row.id,
    record: row.record_id,
    message: `signature ${row.id} by ${row.signer_name} under ${row.record_kind} ${row.record_id}: ${what}`,
  }));
}
