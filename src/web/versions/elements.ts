// The elements that a text of this kind must have, as the reference lists name them.
import { useQuery } from '@tanstack/react-query'
import type { Schema } from '../api/client.ts'
import { readElements, readTemplate, readTemplates } from '../api/reads.ts'

/** By the edition that the templates refer to; empty until they are read. */
export function useElements(): readonly Schema<'ReferenceItem'>[] {
  const templates = useQuery(readTemplates())
  const name = templates.data?.[0]?.name ?? ''
  const template = useQuery({ ...readTemplate(name), enabled: name !== '' })
  const edition = template.data?.reference ?? ''
  const elements = useQuery({ ...readElements(edition), enabled: edition !== '' })
  return elements.data?.items ?? []
}
