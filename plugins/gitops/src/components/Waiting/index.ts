export { WaitingCard } from './WaitingCard';
export { WaitingPage } from './WaitingPage';
