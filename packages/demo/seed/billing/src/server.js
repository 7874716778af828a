import { createServer } from 'node:http';

createServer((request, response) => {
  response.end(request.url === '/healthz' ? 'ok' : 'billing');
}).listen(8080);
