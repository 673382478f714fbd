/** What the page can do, and the keys for it. */

import type { JSX } from 'preact';
import { useLayoutEffect, useRef } from 'preact/hooks';
import { KEY_HELP } from '../state/keys.js';
import { PanelFrame } from './panel-frame.js';

/** What the help is given. */
export interface HelpPanelProps {
  /** Whether single letters do something. */
  readonly letters: boolean;
  onLetters(on: boolean): void;
  /** Whether the picture jumps instead of gliding. */
  readonly isStill: boolean;
  onStill(still: boolean): void;
  onClose(): void;
}

/** The help. */
export function HelpPanel({ letters, onLetters, isStill, onStill, onClose }: HelpPanelProps): JSX.Element {
  const heading = useRef<HTMLHeadingElement>(null);
  useLayoutEffect(() => heading.current?.focus(), []);
  return (
    <PanelFrame {...{ name: 'help', title: 'Looking around', heading, close: 'Close help', onClose }}>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keyboard */}
      <section class="panel-body" tabIndex={0} aria-label="Keys">
        <p>Every cell is a photo. Click or tap one to see it larger, and to see where else it is used.</p>
        <dl class="keys">
          {KEY_HELP.map(({ keys, does }) => (
            <div key={does}>
              <dt>
                {keys.map((key) => (
                  <kbd key={key}>{key}</kbd>
                ))}
              </dt>
              <dd>{does}</dd>
            </div>
          ))}
        </dl>
        <label class="switch">
          <input type="checkbox" checked={letters} onChange={(event) => onLetters(event.currentTarget.checked)} />
          Single letters and signs are shortcuts
        </label>
        <label class="switch">
          <input type="checkbox" checked={isStill} onChange={(event) => onStill(event.currentTarget.checked)} />
          Less movement: the picture jumps instead of gliding
        </label>
        <p class="facts">
          This page loads nothing from other sites: all it shows is in its own files. Made with Tesserae.
        </p>
      </section>
    </PanelFrame>
  );
}
