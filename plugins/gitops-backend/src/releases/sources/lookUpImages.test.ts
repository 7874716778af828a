import { digestAt, imagesAt } from './__testUtils__/imagesAt';
import { lookUpImages } from './lookUpImages';

const app = { name: 'app', repository: 'ghcr.io/acme/app' };
const web = { name: 'web', repository: 'ghcr.io/acme/web' };
const far = { name: 'far', repository: 'quay.io/acme/far' };

const APP = 'ghcr.io/acme/app:v1';
const WEB = 'ghcr.io/acme/web:v1';

describe('lookUpImages', () => {
  it('finds all images that have the tag', async () => {
    const { images } = imagesAt({ [APP]: 'there', [WEB]: 'there' });
    expect(await lookUpImages([app, web], 'v1', images)).toEqual({
      status: 'found',
      images: [
        { ...app, tag: 'v1', digest: digestAt(APP) },
        { ...web, tag: 'v1', digest: digestAt(WEB) },
      ],
    });
  });

  it.each<[string, Parameters<typeof imagesAt>[0], object]>([
    [
      'which image is lacking',
      { [APP]: 'there' },
      { status: 'waiting', reason: `Waits for web. ${WEB} is not there.` },
    ],
    [
      'that a registry is away',
      { [APP]: 'there', [WEB]: 'away' },
      { status: 'waiting', reason: 'Waits for web. The registry is away.' },
    ],
    [
      'that a registry lies, whatever else is lacking',
      { [WEB]: 'lie' },
      { status: 'excluded', reason: `The registry lies about ${WEB}.` },
    ],
  ])('says %s', async (_, places, said) => {
    const { images } = imagesAt(places);
    expect(await lookUpImages([app, web], 'v1', images)).toEqual(said);
  });

  it('asks no registry that the platform team does not list, and says so', async () => {
    const { images, asked } = imagesAt({});
    expect(await lookUpImages([far], 'v1', images)).toEqual({
      status: 'waiting',
      reason:
        'Waits for far. Nobody may ask whether quay.io/acme/far:v1 is there: the platform team has to list quay.io below gitops.registries.',
    });
    expect(asked).toEqual([]);
  });
});
