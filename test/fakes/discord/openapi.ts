import * as spec from 'discord-api-spec/zod';
import type { APIApplicationCommand, APIMessage } from 'discord-api-types/v10';
import { z } from 'zod';
import type { ZodMiniType } from 'zod/mini';
import type { Flaw } from './violations.ts';

/** The rule that a body breaks when it does not fit Discord's OpenAPI document. */
const OPENAPI = 'OPENAPI';

/** What of a body does not fit a schema of Discord's OpenAPI document; nothing when it fits. */
export function openapiFlaws(schema: ZodMiniType, body: unknown): readonly Flaw[] {
  const result = schema.safeParse(body);
  if (result.success) return [];
  return result.error.issues.map((issue) => ({
    rule: OPENAPI,
    message: `${issue.path.map(String).join('.') || 'body'}: ${describe(issue)}`,
  }));
}

/** A message as Discord sends it. Throws where it does not fit the document. */
export function messageOf(body: unknown): APIMessage {
  return message.parse(body);
}

/** A registered command as Discord sends it. Throws where it does not fit the document. */
export function commandOf(body: unknown): APIApplicationCommand {
  return command.parse(body);
}

const message = z.custom<APIMessage>((body) => openapiFlaws(spec.MessageResponseSchema, body).length === 0, {
  error: ({ input }) => told(spec.MessageResponseSchema, input),
});

const command = z.custom<APIApplicationCommand>(
  (body) => openapiFlaws(spec.ApplicationCommandResponseSchema, body).length === 0,
  { error: ({ input }) => told(spec.ApplicationCommandResponseSchema, input) },
);

function told(schema: ZodMiniType, body: unknown): string {
  return openapiFlaws(schema, body)
    .map((flaw) => flaw.message)
    .join('; ');
}

type Issue = z.core.$ZodIssue;

/** A union tells of each of its members: those that got furthest say most. */
function describe(issue: Issue): string {
  if (issue.code !== 'invalid_union') return issue.message;
  const deepest = issue.errors
    .flat()
    .toSorted((a, b) => b.path.length - a.path.length)
    .slice(0, 2);
  const inner = deepest.map((one) => `${one.path.map(String).join('.')}: ${describe(one)}`);
  return `fits none of its forms (${inner.join('; ')})`;
}
