import { readFileSync } from 'node:fs';
import { Ajv, type ValidateFunction } from 'ajv';
import addFormats from 'ajv-formats';

type Schema = Record<string, unknown> & { definitions?: Record<string, unknown> };

export const serviceSchema = JSON.parse(
  readFileSync('docs/open-referral/service.schema.json', 'utf8'),
) as Schema;
const listSchema = JSON.parse(readFileSync('docs/open-referral/list.schema.json', 'utf8')) as Schema;

const ajv = new Ajv({ allErrors: true, strict: true, strictRequired: false });
(addFormats as unknown as (ajv: Ajv) => void)(ajv);

const linesOf = (validate: ValidateFunction, data: unknown): string[] =>
  validate(data)
    ? []
    : (validate.errors ?? []).map(({ instancePath, message }) => `${instancePath} ${message ?? ''}`);

const service = ajv.compile(serviceSchema);
const list = ajv.compile(listSchema);

/** What is wrong with a service by our schema of the profile; nothing where it is right. */
export const serviceFaults = (data: unknown): string[] => linesOf(service, data);

/** What is wrong with a page of a list. */
export const listFaults = (data: unknown): string[] => linesOf(list, data);
