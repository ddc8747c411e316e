// The words that are needed before the server has answered; the panel brings all others.
export const WORDS = {
  loading: 'Loading the summary',
  failed: 'The summary did not load.',
  openPage: 'Open the summary on its own page',
};
