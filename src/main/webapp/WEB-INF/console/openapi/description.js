// The OpenAPI document as this page needs it: operations by tag, with references followed.

import { get } from '../platform/api.js';

const METHODS = ['get', 'head', 'post', 'put', 'patch', 'delete'];

export async function loadDescription(signal) {
  const { body } = await get('/openapi', { signal });
  return describe(body);
}

function describe(document) {
  const resolve = value => (value?.$ref ? resolve(followed(document, value.$ref)) : value);
  const operations = Object.entries(document.paths).flatMap(([path, item]) =>
    METHODS.filter(method => item[method]).map(method => operation(method, path, item, resolve)),
  );
  return {
    info: document.info,
    resolve,
    operations,
    tags: document.tags.map(tag => ({ ...tag, operations: operations.filter(one => one.tag === tag.name) })),
  };
}

function followed(document, reference) {
  return reference
    .slice(2)
    .split('/')
    .reduce((place, name) => place[name.replaceAll('~1', '/').replaceAll('~0', '~')], document);
}

function operation(method, path, item, resolve) {
  const described = item[method];
  const body = resolve(described.requestBody);
  return {
    id: described.operationId,
    method: method.toUpperCase(),
    path,
    tag: described.tags[0],
    summary: described.summary,
    description: described.description ?? '',
    roles: described.security?.map(requirement => requirement.token?.[0]).filter(Boolean) ?? [],
    parameters: [...(item.parameters ?? []), ...(described.parameters ?? [])].map(resolve),
    body: body && { required: body.required ?? false, description: body.description, contents: contents(body.content, resolve) },
    answers: Object.entries(described.responses).map(([status, response]) => answer(status, resolve(response), resolve)),
  };
}

function answer(status, response, resolve) {
  return {
    status,
    description: response.description,
    headers: Object.entries(response.headers ?? {}).map(([name, header]) => ({ name, ...resolve(header) })),
    contents: contents(response.content, resolve),
  };
}

function contents(content, resolve) {
  return Object.entries(content ?? {}).map(([type, media]) => ({ type, schema: media.schema, examples: examples(media, resolve) }));
}

function examples(media, resolve) {
  const named = Object.entries(media.examples ?? {}).map(([name, example]) => ({ name, value: resolve(example).value }));
  if (named.length > 0) return named;
  if (media.example !== undefined) return [{ name: 'example', value: media.example }];
  return isJson(media) ? [{ name: 'made of the schema', value: sample(media.schema, resolve) }] : [];
}

function isJson(media) {
  return media.schema?.$ref !== undefined || media.schema?.type === 'object';
}

/** Something that the schema describes, for where the document shows nothing. */
export function sample(schema, resolve, depth = 0) {
  const known = resolve(schema) ?? {};
  if (known.example !== undefined) return known.example;
  if (known.examples?.length) return known.examples[0];
  if (known.const !== undefined) return known.const;
  if (known.default !== undefined) return known.default;
  if (known.enum) return known.enum[0];
  const type = [known.type].flat()[0];
  if (type === 'array') return depth > 4 ? [] : [sample(known.items ?? {}, resolve, depth + 1)];
  if (type === 'object' || known.properties) {
    if (depth > 5) return {};
    return Object.fromEntries(
      Object.entries(known.properties ?? {}).map(([name, member]) => [name, sample(member, resolve, depth + 1)]),
    );
  }
  return scalar(type, known);
}

function scalar(type, { format, minimum }) {
  if (type === 'integer' || type === 'number') return minimum ?? 0;
  if (type === 'boolean') return false;
  if (format === 'date-time') return '2025-05-20T02:36:25.761Z';
  if (format === 'uuid') return '7f7a1d5e-0c5f-4b0a-9d59-1a2f7d3f8b11';
  if (format === 'idn-email') return 'ann.lee@example.com';
  return type === 'string' ? '…' : null;
}
