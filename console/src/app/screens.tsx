import type { ComponentType } from 'preact';
import type { IconName } from '../ui/icons.tsx';
import { BookScreen } from '../book/book-screen.tsx';
import { GraphScreen } from '../graph/graph-screen.tsx';
import { HistoryScreen } from '../history/history-screen.tsx';
import { InspectorScreen } from '../inspector/inspector-screen.tsx';
import { PhonesScreen } from '../phones/phones-screen.tsx';
import { SimulatorScreen } from '../simulator/simulator-screen.tsx';

export interface Screen {
  id: IconName;
  title: string;
  /** For the bar at the bottom of a phone. */
  short: string;
  component: ComponentType;
}

export const screens: Screen[] = [
  { id: 'phones', title: 'Two phones', short: 'Phones', component: PhonesScreen },
  { id: 'inspector', title: 'Profile inspector', short: 'Inspect', component: InspectorScreen },
  { id: 'simulator', title: 'Privacy simulator', short: 'Rules', component: SimulatorScreen },
  { id: 'book', title: 'Address book', short: 'Book', component: BookScreen },
  { id: 'graph', title: 'Graph', short: 'Graph', component: GraphScreen },
  { id: 'history', title: 'History', short: 'History', component: HistoryScreen },
];
