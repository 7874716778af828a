import { createServer } from 'node:http';

createServer((request, response) => {
  response.end(request.url === '/healthz' ? 'ok' : 'payments');
}).listen(8080);
