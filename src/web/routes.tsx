// The table of contents: each address and its screen, loaded when it is first opened.
import { type ComponentType, lazy, type LazyExoticComponent, Suspense } from 'react'
import { BrowserRouter, Route, Routes } from 'react-router'
import { Failing } from './shell/failing.tsx'
import { Waiting } from './shell/waiting.tsx'
import { Workspace } from './shell/workspace.tsx'

/** A screen by the name it is exported under. */
function screen<N extends string>(
  load: () => Promise<Record<N, ComponentType>>,
  name: N,
): LazyExoticComponent<ComponentType> {
  return lazy(async () => ({ default: (await load())[name] }))
}

const SignIn = screen(() => import('./door/sign-in.tsx'), 'SignIn')
const Invitation = screen(() => import('./door/invitation.tsx'), 'Invitation')
const Home = screen(() => import('./home/home.tsx'), 'Home')
const JointText = screen(() => import('./document/joint-text.tsx'), 'JointText')
const InternalText = screen(() => import('./document/internal-text.tsx'), 'InternalText')
const Compare = screen(() => import('./compare/compare.tsx'), 'Compare')
const JointDiscussions = screen(() => import('./threads/joint-discussions.tsx'), 'JointDiscussions')
const OurDiscussions = screen(() => import('./threads/our-discussions.tsx'), 'OurDiscussions')
const Agreement = screen(() => import('./agreement/agreement.tsx'), 'Agreement')
const Acts = screen(() => import('./agreement/acts.tsx'), 'Acts')
const Versions = screen(() => import('./versions/versions.tsx'), 'Versions')
const OurVersions = screen(() => import('./versions/our-versions.tsx'), 'OurVersions')
const Members = screen(() => import('./delegation/members.tsx'), 'Members')
const Account = screen(() => import('./delegation/account.tsx'), 'Account')
const NewSop = screen(() => import('./new-sop/new-sop.tsx'), 'NewSop')
const NothingHere = screen(() => import('./shell/nothing-here.tsx'), 'NothingHere')

export function Screens() {
  return (
    <BrowserRouter>
      <Failing>
        <Suspense fallback={<Waiting />}>
          <Routes>
            <Route path="/sign-in" Component={SignIn} />
            <Route path="/invitation" Component={Invitation} />
            <Route Component={Workspace}>
              <Route index Component={Home} />
              <Route path="/sops/:sop/versions/:version" Component={JointText} />
              <Route path="/our/sops/:sop/versions/:version" Component={InternalText} />
              <Route path="/sops/:sop/compare/:from?/:to?" Component={Compare} />
              <Route path="/sops/:sop/discussions" Component={JointDiscussions} />
              <Route path="/our/sops/:sop/discussions" Component={OurDiscussions} />
              <Route path="/sops/:sop/versions/:version/agreement" Component={Agreement} />
              <Route path="/sops/:sop/acts" Component={Acts} />
              <Route path="/sops/:sop/versions" Component={Versions} />
              <Route path="/our/sops/:sop/versions" Component={OurVersions} />
              <Route path="/our/delegation" Component={Members} />
              <Route path="/our/account" Component={Account} />
              <Route path="/our/new-sop" Component={NewSop} />
              <Route path="*" Component={NothingHere} />
            </Route>
          </Routes>
        </Suspense>
      </Failing>
    </BrowserRouter>
  )
}
