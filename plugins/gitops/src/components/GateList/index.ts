export { GateList } from './GateList';
export { GATE_TITLES } from './gateTitles';
