import { createContext, useContext, type ReactNode } from 'react';

/** The pipeline that a page shows. */
export interface PipelineScope {
  entityRef: string;
  /** Grows with every change; a list that depends on the pipeline loads again with it. */
  revision: number;
  /** Asks for the pipeline again, after an action. */
  refresh: () => Promise<void>;
}

const Context = createContext<PipelineScope | undefined>(undefined);

/** Gives the scope to everything inside. */
export function PipelineScopeProvider(props: {
  value: PipelineScope;
  children: ReactNode;
}) {
  return <Context.Provider {...props} />;
}

/** The scope given by the nearest {@link PipelineScopeProvider}. */
export function usePipelineScope(): PipelineScope {
  const scope = useContext(Context);
  if (!scope) {
    throw new Error(
      'usePipelineScope was called outside of a PipelineScopeProvider',
    );
  }
  return scope;
}
