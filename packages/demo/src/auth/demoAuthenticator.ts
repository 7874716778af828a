import { AuthenticationError, InputError } from '@backstage/errors';
import {
  createProxyAuthenticator,
  type SignInResolver,
} from '@backstage/plugin-auth-node';
import { readPeople, type DemoPerson } from '../world/people';

/** The request header in which the sign-in page names the account that was chosen. */
export const demoAccountHeader = 'x-demo-account';

/** Believes whom the request says it is from, as long as the demo knows that account. */
export const demoAuthenticator = createProxyAuthenticator({
  defaultProfileTransform: async (person: DemoPerson) => ({
    profile: { displayName: person.displayName, email: person.email },
  }),
  initialize: () => readPeople(),
  async authenticate({ req }, people) {
    const login = req.header(demoAccountHeader);
    if (!login) {
      throw new InputError(
        `No account was chosen: send its login in the header ${demoAccountHeader}`,
      );
    }
    const person = people.find(candidate => candidate.login === login);
    if (!person) {
      throw new AuthenticationError(
        `The demo has no account with this login; it has ${people
          .map(candidate => candidate.login)
          .join(', ')}`,
      );
    }
    return { result: person };
  },
});

/**
 * Signs the person in without asking the catalog, which reads the same file but not before it has started: whoever
 * opens the page first would be told that they do not exist.
 */
export const demoSignInResolver: SignInResolver<DemoPerson> = (
  { result: person },
  context,
) =>
  context.issueToken({
    claims: {
      sub: person.entityRef,
      ent: [person.entityRef, ...person.groupRefs],
    },
  });
