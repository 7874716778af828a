import type { Pipeline } from '@backstage-gitops/plugin-gitops-common';
import { Button, Menu, MenuItem, MenuTrigger } from '@backstage/ui';
import { RiSnowflakeLine } from '@remixicon/react';
import { useState } from 'react';
import { FreezeDialog } from './FreezeDialog';
import { pipelineTargets, type FreezeTarget } from './FreezeTarget';

/** Freezes a whole pipeline, or what it belongs to. Nothing where the viewer may not. */
export function FreezeMenu({ pipeline }: { pipeline: Pipeline }) {
  // As it was when the dialog opened: news must not change what is being confirmed.
  const [target, setTarget] = useState<FreezeTarget>();
  const targets = pipelineTargets(pipeline);
  return (
    <>
      {targets.length > 0 && (
        <MenuTrigger>
          <Button
            size="small"
            variant="secondary"
            iconStart={<RiSnowflakeLine aria-hidden />}
          >
            Freeze ...
          </Button>
          <Menu placement="bottom end" aria-label="What to freeze">
            {targets.map(one => (
              <MenuItem key={one.name} onAction={() => setTarget(one)}>
                {one.name.replace(/^./, letter => letter.toUpperCase())}
              </MenuItem>
            ))}
          </Menu>
        </MenuTrigger>
      )}
      {target && (
        <FreezeDialog target={target} onClose={() => setTarget(undefined)} />
      )}
    </>
  );
}
