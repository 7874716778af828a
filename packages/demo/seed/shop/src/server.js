import { createServer } from 'node:http';

createServer((request, response) => {
  response.end(request.url === '/healthz' ? 'ok' : 'shop');
}).listen(8080);
