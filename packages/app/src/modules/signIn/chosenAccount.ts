const KEY = 'gitops-demo-account';

/** The account this tab is signed in as: each tab can be someone else. */
export const chosenAccount = {
  get: () => window.sessionStorage.getItem(KEY) ?? undefined,
  set: (login: string) => window.sessionStorage.setItem(KEY, login),
  clear: () => window.sessionStorage.removeItem(KEY),
};
