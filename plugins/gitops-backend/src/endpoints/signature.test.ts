import { endpointKey, signatureOf } from './signature';

const SEAL_KEY = 'a secret of tests, long enough';
const URL = 'https://change.example.com';

describe('the signature of a request', () => {
  // Both as `openssl dgst -sha256 -hmac` prints them.
  it('is what whoever is asked computes with the means at hand', () => {
    const key = endpointKey(SEAL_KEY, URL);
    expect(key).toBe(
      'ba2c0edfee6b5a6ccca22bbf985ff108ad9359f4e1cf07c4557b45e19f072c5c',
    );
    expect(signatureOf('{"pipeline":"component:default/payments"}', key)).toBe(
      'sha256=33394807d5f26f24b8dcb1d1f3d85efe89c50127d881af4ae3b5249fc759dce3',
    );
  });

  it('is made with a key of each entry', () => {
    expect(endpointKey(SEAL_KEY, `${URL}/other`)).not.toBe(
      endpointKey(SEAL_KEY, URL),
    );
  });
});
