// The versions with who of us saved each: internal, since a name is nobody else's to know.
import { useParams } from 'react-router'
import { VersionsPage } from './versions-page.tsx'

export function OurVersions() {
  const { sop } = useParams() as { sop: string }
  return <VersionsPage key={sop} sop={sop} zone="room" />
}
