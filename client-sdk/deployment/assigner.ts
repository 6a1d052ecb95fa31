// Whose policy holds: the deployment and the unit in, the policy of the unit's variant out. The router does the very same
// with the very same unit, so that device and edge never decide under different variants.
import { assignUnit, type Overrides } from '../../src/experiment/assign-unit.ts';
import type { Deployment } from '../../src/experiment/deployment.ts';
import { REQUEST_HEADERS } from '../../src/wire/headers.ts';
import type { PolicyInForce } from '../edge/policy-source.ts';
import { createOwnUnit, type OwnUnitInput } from './own-unit.ts';

export interface AssignerInput extends OwnUnitInput {
  readonly overrides?: Overrides | undefined;
  /** Who names the unit at the edge: nobody, a session this page mints, or one the app's backend mints. */
  readonly session: 'none' | 'page' | 'backend';
  /** The unit of the session that is held, once one is. */
  readonly grantedUnit?: (() => string | undefined) | undefined;
}

export interface Assigner {
  assign(inForce: PolicyInForce): Promise<PolicyInForce>;
  /** What a session is to be minted for; undefined where nobody is to be assigned. */
  ownUnit(deployment: Deployment): Promise<string | undefined>;
}

export function createAssigner({ overrides = {}, session, grantedUnit, ...input }: AssignerInput): Assigner {
  const unitOf = createOwnUnit(input);
  const ownUnit = ({ unitKey }: Deployment) => unitOf(unitKey);

  function unitInForce(own: string | undefined): string | undefined {
    if (session === 'none') return own;
    const granted = grantedUnit?.() ?? (session === 'page' && own !== undefined ? `page:${own}` : undefined);
    // A key stands for a whole backend, not for anybody.
    return granted?.startsWith('key:') ? undefined : granted;
  }

  return {
    ownUnit,
    async assign(inForce) {
      const { deployment, policies } = inForce;
      if (!deployment) return inForce;
      const unit = unitInForce(await ownUnit(deployment));
      const { policy: hash, assignment } = assignUnit(deployment, unit, overrides);
      const policy = policies?.[hash];
      // The router never leaves one out; without it the default policy is what there is.
      if (!policy) return { ...inForce, unit };
      const known = deployment.experiments.filter(({ key }) => Object.hasOwn(overrides, key));
      const headers = {
        ...(session === 'none' && unit !== undefined && { [REQUEST_HEADERS.unit]: unit }),
        ...(known.length > 0 && { [REQUEST_HEADERS.overrides]: known.map(({ key }) => `${key}=${overrides[key]}`).join(',') }),
      };
      return { ...inForce, policy, hash, assignment, unit, headers };
    },
  };
}
