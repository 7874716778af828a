import { createServer } from 'node:http';

createServer((request, response) => {
  response.end(request.url === '/healthz' ? 'ok' : 'orders');
}).listen(8080);
