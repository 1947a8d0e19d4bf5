// Versions and log, as all sides see them.
import { useParams } from 'react-router'
import { VersionsPage } from './versions-page.tsx'

export function Versions() {
  const { sop } = useParams() as { sop: string }
  return <VersionsPage key={sop} sop={sop} zone="table" />
}
