import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import type { Access } from '../access/keyring.ts';
import { Problem } from '../api/problem.ts';
import type { Rules } from '../api/types.ts';
import { icons } from '../ui/icons.tsx';
import { Failure } from '../ui/parts.tsx';
import { judge, parse, type Verdict } from './expectation.ts';
import { useSimulation } from './simulation.ts';
import { keepExpectations } from './stored-expectations.ts';

/** Sentences about viewers, each with whether it holds under the rules as they are edited. */
export function Expectations({ access, rules, initial }: { access: Access; rules: Rules | undefined; initial: string[] }) {
  const [sentences, setSentences] = useState(initial);
  const added = useRef<number>(undefined);
  const parsed = sentences.map(parse);
  const viewers = [...new Set(parsed.flatMap((expectation) => expectation?.viewer ?? []))].sort();
  const { views, failure, isCurrent } = useSimulation(access, rules, viewers);
  const verdicts = parsed.map((expectation) => {
    const view = expectation && views.get(expectation.viewer);
    return view && judge(expectation, view);
  });
  const change = (next: string[]) => {
    setSentences(next);
    keepExpectations(access.owner, next);
  };
  const add = () => {
    added.current = sentences.length;
    change([...sentences, 'bob sees name']);
  };
  const isKnown = verdicts.some((verdict) => verdict !== undefined);
  const holding = verdicts.filter((verdict) => verdict?.holds).length;
  return (
    <section class="card expectations" aria-label="Expectations" aria-busy={!isCurrent}>
      <div class="card-head">
        <h2>Expectations</h2>
        <span class={`pill numbers ${!isKnown ? '' : holding === sentences.length ? 'good' : 'bad'}`} role="status">
          {isKnown ? `${holding} of ${sentences.length} hold` : 'not known'}
        </span>
      </div>
      <div class="card-body stack">
        {failure !== undefined && !isCurrent && <Unjudged failure={failure} owner={access.owner} />}
        {!rules && <p class="note warn">Correct the rules; the colours are those of the last rules that were correct.</p>}
        <ol class="stack expectation-list">
          {sentences.map((sentence, index) => (
            <Row
              key={index}
              sentence={sentence}
              isAdded={index === added.current}
              isSentence={parsed[index] !== undefined}
              verdict={verdicts[index]}
              onChange={(text) => change(sentences.with(index, text))}
              onRemove={() => change(sentences.toSpliced(index, 1))}
            />
          ))}
        </ol>
        <div>
          <button type="button" class="button" onClick={add}>
            {icons.plus} Add an expectation
          </button>
        </div>
        <p class="muted small-text">
          Write <code>bob sees status</code>, <code>carol does not see city</code> or <code>mallory sees nothing</code>.
        </p>
      </div>
    </section>
  );
}

/** Why there are no verdicts: the server judges only rules of a profile that there is. */
function Unjudged({ failure, owner }: { failure: unknown; owner: string }) {
  return failure instanceof Problem && failure.status === 404 ? (
    <p class="note">{owner} has no profile yet. Rules can be stored, and take effect once there is one.</p>
  ) : (
    <Failure failure={failure} />
  );
}

function Row(props: {
  sentence: string;
  /** Whether the person has just added it: typing replaces it. */
  isAdded: boolean;
  isSentence: boolean;
  verdict: Verdict | undefined;
  onChange: (text: string) => void;
  onRemove: () => void;
}) {
  const { verdict, isSentence } = props;
  const input = useRef<HTMLInputElement>(null);
  // before the next key
  useLayoutEffect(() => {
    if (props.isAdded) {
      input.current?.focus();
      input.current?.select();
    }
  }, []);
  const state = !isSentence ? 'unknown' : verdict === undefined ? 'waiting' : verdict.holds ? 'holds' : 'fails';
  return (
    <li class="expectation" data-state={state}>
      <span class="mark" role="img" aria-label={state === 'holds' ? 'holds' : state === 'fails' ? 'does not hold' : 'not known'}>
        {state === 'holds' ? icons.check : state === 'fails' ? icons.cross : '?'}
      </span>
      <div>
        <input
          ref={input}
          class="input"
          aria-label="Expectation"
          spellcheck={false}
          value={props.sentence}
          aria-invalid={!isSentence}
          onInput={(event) => props.onChange(event.currentTarget.value)}
        />
        <p class="because">{isSentence ? (verdict?.because ?? ' ') : 'Write it as in the examples below.'}</p>
      </div>
      <button type="button" class="button small quiet icon" onClick={props.onRemove} aria-label={`Remove: ${props.sentence}`}>
        {icons.cross}
      </button>
    </li>
  );
}
