import { parseEntityRef } from '@backstage/catalog-model';
import { useApi } from '@backstage/frontend-plugin-api';
import { Alert, Button } from '@backstage/ui';
import { useState } from 'react';
import type { HistoryFormat } from '../../api/GitOpsApi';
import { gitopsApiRef } from '../../api/gitopsApiRef';
import { usePipelineScope } from '../../hooks/PipelineScope';
import { saveFile } from '../shared/saveFile';

type Progress =
  | { status: 'idle' }
  | { status: 'fetching'; format: HistoryFormat }
  | { status: 'failed'; message: string };

const FORMATS: Array<{ format: HistoryFormat; label: string }> = [
  { format: 'jsonl', label: 'Export JSON lines' },
  { format: 'csv', label: 'Export CSV' },
];

/** Saves the whole history, of all environments, as a file. */
export function HistoryExport() {
  const api = useApi(gitopsApiRef);
  const { entityRef } = usePipelineScope();
  const [progress, setProgress] = useState<Progress>({ status: 'idle' });

  const save = async (format: HistoryFormat) => {
    setProgress({ status: 'fetching', format });
    try {
      const file = await api.exportHistory(entityRef, format);
      saveFile(file, `${parseEntityRef(entityRef).name}-history.${format}`);
      setProgress({ status: 'idle' });
    } catch (error) {
      setProgress({
        status: 'failed',
        message: error instanceof Error ? error.message : String(error),
      });
    }
  };

  return (
    <>
      {FORMATS.map(({ format, label }) => (
        <Button
          key={format}
          size="small"
          variant="secondary"
          isPending={
            progress.status === 'fetching' && progress.format === format
          }
          onPress={() => save(format)}
        >
          {label}
        </Button>
      ))}
      {progress.status === 'failed' && (
        <Alert
          role="alert"
          status="danger"
          icon
          title="Could not export the history"
          description={progress.message}
        />
      )}
    </>
  );
}
