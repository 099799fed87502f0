// The first lesson with the generated client: argument 1 is the address of the service.
import createClient from 'openapi-fetch';
import type { paths } from './client.js';

const [, , address] = process.argv;
const client = createClient<paths, 'application/json' | 'application/problem+json'>({ baseUrl: address });
const { data: job, error } = await client.POST('/jobs', {
  params: { header: { Prefer: 'wait=10' } },
  body: {
    model: { expression: 'w * x', parameters: { w: 0 } },
    data: { x: [2], y: [6] },
    optimizer: { type: 'sgd', learningRate: 0.1 },
    steps: 10,
  },
});
if (job?.id === undefined) {
  throw new Error(`no job: ${error?.detail}`);
}
const { data: again } = await client.GET('/jobs/{id}', { params: { path: { id: job.id } } });
console.log(JSON.stringify({ status: again?.status, losses: again?.trajectory?.loss?.slice(0, 3) }));
