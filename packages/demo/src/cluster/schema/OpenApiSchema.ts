import { JsonObject, JsonValue } from '../objects/json';

/** The part of OpenAPI that Kubernetes' kinds are described with. */
export interface OpenApiSchema {
  type?: string;
  format?: string;
  $ref?: string;
  allOf?: OpenApiSchema[];
  oneOf?: OpenApiSchema[];
  properties?: Record<string, OpenApiSchema>;
  additionalProperties?: OpenApiSchema;
  items?: OpenApiSchema;
  required?: string[];
  enum?: JsonValue[];
  default?: JsonValue;
  nullable?: boolean;
  'x-kubernetes-list-type'?: string;
  'x-kubernetes-list-map-keys'?: string[];
  'x-kubernetes-map-type'?: string;
  'x-kubernetes-patch-strategy'?: string;
  'x-kubernetes-patch-merge-key'?: string;
  'x-kubernetes-preserve-unknown-fields'?: boolean;
  'x-kubernetes-int-or-string'?: boolean;
  'x-kubernetes-embedded-resource'?: boolean;
  'x-kubernetes-group-version-kind'?: JsonObject[];
}

/** Schemas by component name. */
export type Components = Record<string, OpenApiSchema>;

const PREFIX = '#/components/schemas/';

/** A reference to a component. */
export const referenceTo = (name: string) => `${PREFIX}${name}`;

/** The component a reference names. */
export const referenced = (reference: string) => reference.slice(PREFIX.length);

/** A schema without references: its own members before the referenced one's. */
export function resolved(
  schema: OpenApiSchema,
  components: Components,
): OpenApiSchema {
  const reference = schema.$ref ?? schema.allOf?.[0]?.$ref;
  if (reference === undefined) return schema;
  const target = components[referenced(reference)];
  if (!target) return schema;
  const { $ref: _, allOf: __, ...own } = schema;
  return { ...resolved(target, components), ...own };
}
