import type { Core, ElementDefinition, StylesheetJson } from 'cytoscape';
import { useEffect, useRef, useState } from 'preact/hooks';
import { theme } from '../app/theme.ts';
import { tintColour } from '../ui/initials.ts';
import { Failure } from '../ui/parts.tsx';
import type { Ego, Edge } from './ego.ts';

const PADDING = 24;
const FONT_SIZE = 12;
/** A longer address ends in an ellipsis. */
const MOST_WIDTH = 150;

/** The graph as a picture; the list beside it says the same in words. */
export function Canvas({ ego, chosen, onChoose }: { ego: Ego; chosen: string; onChoose: (address: string) => void }) {
  const box = useRef<HTMLDivElement>(null);
  const graph = useRef<Core | undefined>(undefined);
  const [failure, setFailure] = useState<unknown>();
  const shape = JSON.stringify([ego.nodes, ego.edges.map(({ from, to }) => [from, to])]);

  useEffect(() => {
    let isGone = false;
    // loaded when the graph is opened: no other screen needs it
    import('cytoscape').then(({ default: cytoscape }) => {
      if (!isGone) {
        graph.current = cytoscape({
          container: box.current!,
          elements: elements(ego, getComputedStyle(box.current!).fontFamily),
          style: styles(box.current!),
          maxZoom: 1.3,
          userZoomingEnabled: false,
        });
        graph.current
          .layout({
            name: 'concentric',
            concentric: (node) => 3 - node.data('depth'),
            levelWidth: () => 1,
            minNodeSpacing: 70,
            padding: PADDING,
            animate: false,
          })
          .run();
        graph.current.on('mouseover mouseout', 'node', ({ type }) => {
          box.current!.style.cursor = type === 'mouseover' ? 'pointer' : '';
        });
        graph.current.on('tap', 'node', (event) => onChoose(event.target.id()));
        graph.current.getElementById(chosen).select();
      }
    }, setFailure);
    return () => {
      isGone = true;
      graph.current?.destroy();
      graph.current = undefined;
    };
  }, [shape]);

  useEffect(() => {
    graph.current?.elements().unselect();
    graph.current?.getElementById(chosen).select();
  }, [chosen]);

  useRecolour(() => graph.current?.style(styles(box.current!)));
  return failure === undefined ? (
    <div class="canvas __________cytoscape_container" ref={box} role="img" aria-label={`Graph of ${ego.nodes.length} users`} />
  ) : (
    <Failure failure={failure} />
  );
}

/** Calls back when light or dark colours are chosen. */
function useRecolour(recolour: () => void) {
  useEffect(() => {
    const system = matchMedia('(prefers-color-scheme: dark)');
    system.addEventListener('change', recolour);
    return () => system.removeEventListener('change', recolour);
  }, []);
  useEffect(recolour, [theme.value]);
}

/** Users and arrows; the address of a user is in the node, so that it covers no arrow. */
function elements(ego: Ego, font: string): ElementDefinition[] {
  const middle = ego.nodes.find(({ depth }) => depth === 0)?.address;
  const pen = document.createElement('canvas').getContext('2d')!;
  pen.font = `600 ${FONT_SIZE}px ${font}`;
  const width = (address: string) => Math.min(MOST_WIDTH, pen.measureText(address).width);
  return [
    ...ego.nodes.map(({ address, depth }) => ({ data: { id: address, depth, colour: tintColour(address), width: width(address) } })),
    ...ego.edges.map((edge) => ({
      data: {
        id: `${edge.from}|${edge.to}`,
        source: edge.from,
        target: edge.to,
        kind: kind(edge),
        outer: edge.from !== middle && edge.to !== middle,
      },
    })),
  ];
}

function kind({ contact }: Edge): string {
  return contact.blocked ? 'blocked' : contact.contact ? 'contact' : 'other';
}

function styles(box: HTMLElement): StylesheetJson {
  const colour = (name: string) => resolved(box, name);
  return [
    {
      selector: 'node',
      style: {
        shape: 'round-rectangle',
        label: 'data(id)',
        width: 'data(width)',
        height: 16,
        padding: '8px',
        'background-color': 'data(colour)',
        color: '#fff',
        'font-family': getComputedStyle(box).fontFamily,
        'font-size': FONT_SIZE,
        'font-weight': 600,
        'text-valign': 'center',
        'text-wrap': 'ellipsis',
        'text-max-width': `${MOST_WIDTH}px`,
      },
    },
    { selector: 'node[depth = 0]', style: { height: 24 } },
    { selector: 'node:selected', style: { 'border-width': 3, 'border-color': colour('--accent'), 'border-style': 'double' } },
    {
      selector: 'edge',
      style: {
        width: 1.5,
        'line-color': colour('--line-strong'),
        'target-arrow-color': colour('--line-strong'),
        'target-arrow-shape': 'triangle',
        'arrow-scale': 0.8,
        'curve-style': 'bezier',
        opacity: 0.75,
      },
    },
    // beside the one in the middle, not through it
    {
      selector: 'edge[?outer]',
      style: { 'curve-style': 'unbundled-bezier', 'control-point-distances': [84], 'control-point-weights': [0.5] },
    },
    { selector: 'edge[kind = "other"]', style: { 'line-style': 'dotted' } },
    {
      selector: 'edge[kind = "blocked"]',
      style: {
        'line-style': 'dashed',
        'line-color': colour('--bad'),
        'target-arrow-color': colour('--bad'),
        'target-arrow-shape': 'tee',
        opacity: 1,
      },
    },
  ];
}

/** A token as a colour that a canvas understands. */
function resolved(box: HTMLElement, name: string): string {
  box.style.color = `var(${name})`;
  const { color } = getComputedStyle(box);
  box.style.color = '';
  return color;
}
