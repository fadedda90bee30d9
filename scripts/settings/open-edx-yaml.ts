import { Document } from 'yaml'
import type { Scalar, YAMLMap } from 'yaml'
import type { OpenEdxSetting } from '../plan/open-edx-rules.ts'

/** Settings as the YAML file that production.py reads (LMS_CFG), by the names that it reads there. */
export function openEdxYaml(settings: readonly OpenEdxSetting[]): string {
  const features = settings.filter(({ kind }) => kind === 'feature')
  const others = settings.filter(({ kind }) => kind !== 'feature')
  const document = new Document({
    FEATURES: Object.fromEntries(features.map(({ name, value }) => [name, value])),
    ...Object.fromEntries(others.map(({ name, yamlName, value }) => [yamlName ?? name, value])),
  })
  for (const { name, yamlName } of others)
    if (yamlName !== undefined)
      commentKey(document, yamlName, ` production.py takes ${name} from this name, not from its own`)
  return document.toString({ lineWidth: 0 })
}

/** Puts a comment above a key of the topmost map. */
export function commentKey(document: Document, key: string, text: string): void {
  const map = document.contents as unknown as YAMLMap<Scalar>
  const scalar = map.items.find((item) => item.key.value === key)?.key
  if (scalar !== undefined) scalar.commentBefore = text
}
