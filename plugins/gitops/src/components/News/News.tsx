import type { Environment } from '@backstage-gitops/plugin-gitops-common';
import { VisuallyHidden } from '@backstage/ui';
import { useEffect, useRef, useState } from 'react';
import { describeNews } from './describeNews';

/** Reads out what changed on the page while it was open, to those who do not see it change. */
export function News({ environments }: { environments: Environment[] }) {
  const before = useRef(environments);
  const [news, setNews] = useState('');
  useEffect(() => {
    const sentences = describeNews(before.current, environments);
    before.current = environments;
    if (sentences.length > 0) {
      setNews(sentences.join(' '));
    }
  }, [environments]);
  return (
    <VisuallyHidden role="status" aria-label="News">
      {news}
    </VisuallyHidden>
  );
}
