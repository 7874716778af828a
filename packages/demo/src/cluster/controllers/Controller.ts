import { Change } from '../store/ObjectStore';
import { Key } from './ControllerApi';

/** Brings one object of a kind to what its spec asks for. */
export interface Controller {
  name: string;
  /** The objects that must be looked at after a change. */
  concerns(change: Change): Key[];
  /**
   * Looks at one object. Answers after how many milliseconds it wants to look
   * again, where nothing but time will change anything.
   */
  reconcile(key: Key): number | undefined;
}
