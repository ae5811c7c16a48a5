import { authorityOf } from '../../authorities/authorities.queries.server.ts';
import { findTextTimes } from '../../authorities/texts.queries.server.ts';
import { toDay } from '../../platform/clock.ts';
import type { Db } from '../../platform/database.ts';
import { findOffer } from '../offer.queries.server.ts';
import { findServices } from '../services.queries.server.ts';
import { entitlementRecord } from './entitlement-record.ts';
import type { FeedService } from './feed-service.ts';
import { serviceRecord } from './service-record.ts';

/**
 * All that an authority offers, as Open Referral has it: its services, then what one can get there.
 * @throws Refusal `not-found` when there is no such authority.
 */
export async function readFeed(
  db: Db,
  authorityId: string,
  { origin, now }: { origin: string; now: Date },
): Promise<FeedService[]> {
  const { name } = await authorityOf(db, authorityId);
  const context = { authorityId, authorityName: name, origin, today: toDay(now) };
  const services = await findServices(db, authorityId, 'en');
  const offer = await findOffer(db, authorityId, 'en');
  const changed = await findTextTimes(db, authorityId, 'entitlement');
  return [
    ...services.map((service) => serviceRecord(context, service)),
    ...offer.map((one) =>
      entitlementRecord(
        context,
        one,
        changed.get(`${one.facts.id} en`) ?? `${one.facts.checkedOn}T00:00:00.000Z`,
      ),
    ),
  ];
}
