// The service itself: who runs it, whether it is well, and the explanation of each problem.
import { fail } from '../errors.ts'
import { type Code, PROBLEMS } from '../problems.ts'
import { listDelegations } from '../store/directory.ts'
import { declare } from './operation.ts'
import type { Parts } from './parts.ts'
import { type Speech, speech, tell } from './problem.ts'
import { array, component, integer, ref, text } from './schema.ts'

export const ServiceView = component('Service', 'The service.', {
  name: text('Name of the product.'),
  version: text('Its version.'),
  hostedBy: text('Who runs this server; what its rooms hold is as safe from others as that host keeps it.'),
})
export const HealthView = component('Health', 'Whether the service is well.', {
  status: text('`ok`, or what is wrong.'),
})
export const ProblemInfo = component('ProblemInfo', 'The explanation of a problem’s code.', {
  code: text('The code.'),
  status: integer('The HTTP status it comes with.'),
  title: text('What happened.'),
  detail: text('What to do.'),
})
export const ProblemList = component('ProblemList', 'Every problem there is.', {
  items: array(ref(ProblemInfo), 'By code.'),
})
export const SCHEMAS = [ServiceView, HealthView, ProblemInfo, ProblemList]

export function serviceRoutes({ app, house, door, hostedBy, version }: Parts): void {
  declare(app, door, {
    id: 'getService',
    method: 'GET',
    url: '/service',
    tag: 'Service',
    summary: 'Who runs this server',
    description: 'Name and version of the product, and the host.',
    answers: { 200: ref(ServiceView, 'The service.') },
    problems: [],
    handle: async () => ({ name: 'Sandhi', version, hostedBy }),
  })
  declare(app, door, {
    id: 'listProblems',
    method: 'GET',
    url: '/problems',
    tag: 'Service',
    summary: 'List the problems there are',
    description: 'Every code with its status and what to do, in the language of the request.',
    answers: { 200: ref(ProblemList, 'The problems.') },
    problems: [],
    handle: async ({ request }) => ({
      items: CODES.map((code) => explained(code, speech(request.headers['accept-language']))),
    }),
  })
  declare(app, door, {
    id: 'getProblem',
    method: 'GET',
    url: '/problems/:code',
    tag: 'Service',
    summary: 'Explain a problem',
    description: 'What a problem’s code means and what to do, in the language of the request.',
    params: { code: text('The code.', { maxLength: 60 }) },
    answers: { 200: ref(ProblemInfo, 'The explanation.') },
    problems: ['not-found'],
    handle: async ({ params, request }) => {
      if (!Object.hasOwn(PROBLEMS, params.code)) return fail('not-found')
      return explained(params.code as Code, speech(request.headers['accept-language']))
    },
  })
  declare(app, door, {
    id: 'getLiveness',
    method: 'GET',
    url: '/health/live',
    tag: 'Service',
    summary: 'Is it alive',
    description: 'Answers as long as the process runs.',
    answers: { 200: ref(HealthView, 'Alive.') },
    problems: [],
    handle: async () => ({ status: 'ok' }),
  })
  declare(app, door, {
    id: 'getReadyState',
    method: 'GET',
    url: '/health/ready',
    tag: 'Service',
    summary: 'Is it ready',
    description: 'Answers when the storage does.',
    answers: { 200: ref(HealthView, 'Ready.') },
    problems: ['storage-failed'],
    handle: async () => {
      await house.stores.directory.read(listDelegations)
      return { status: 'ok' }
    },
  })
}

const CODES = (Object.keys(PROBLEMS) as Code[]).sort()

function explained(code: Code, language: Speech) {
  const { title, remedy } = tell(code, language)
  return { code, status: PROBLEMS[code].status, title, detail: remedy }
}
