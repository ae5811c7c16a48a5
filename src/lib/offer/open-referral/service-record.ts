import { formatDay } from '../../i18n/dates.ts';
import { translator } from '../../i18n/translator.ts';
import type { Schedule, Service } from '../service.ts';
import {
  alertsOf,
  record,
  type FeedContext,
  type FeedSchedule,
  type FeedService,
  type ServiceAtLocation,
} from './feed-service.ts';
import { idOf } from './ids.ts';

const t = translator('en');

function scheduleRecord(serviceId: string, place: number, schedule: Schedule, times: string): FeedSchedule {
  const { days, opens, closes, starts, ends, repeats } = schedule;
  const last = ends ?? (repeats === 'once' || repeats === null ? starts : null);
  return {
    id: idOf(serviceId, 'schedule', String(place)),
    service_id: serviceId,
    ...(repeats === 'weekly' ? { freq: 'WEEKLY' as const } : {}),
    ...(repeats === 'monthly' ? { freq: 'MONTHLY' as const } : {}),
    ...(starts ? { dtstart: starts, valid_from: starts } : {}),
    ...(last ? { valid_to: last } : {}),
    ...(days.length > 0 ? { byday: days.join(',').toUpperCase() } : {}),
    ...(repeats === 'monthly' && starts ? { bymonthday: String(Number(starts.slice(8))) } : {}),
    ...(opens ? { opens_at: opens } : {}),
    ...(closes ? { closes_at: closes } : {}),
    notes: ['Times are those of England (Europe/London).', times].filter(Boolean).join(' '),
  };
}

function locationsOf(serviceId: string, { facts, where }: Service): ServiceAtLocation[] {
  const { place, accessibility } = facts;
  if (!place) return [];
  const locationId = idOf(serviceId, 'location');
  const addresses =
    place.type === 'virtual'
      ? []
      : [
          {
            id: idOf(serviceId, 'address'),
            location_id: locationId,
            address_1: place.address_1,
            city: place.city,
            state_province: place.state_province,
            postal_code: place.postal_code,
            country: place.country,
            address_type: place.type,
          },
        ];
  return [
    {
      id: idOf(serviceId, 'at'),
      service_id: serviceId,
      location_id: locationId,
      location: {
        id: locationId,
        location_type: place.type,
        name: place.type === 'virtual' ? t('services.online') : where || place.address_1,
        addresses,
        accessibility: accessibility.map((code) => ({
          id: idOf(serviceId, 'accessibility', code),
          location_id: locationId,
          description: t(`services.accesses.${code}`),
        })),
      },
    },
  ];
}

/** A service, scheme, group or event as Open Referral has it. Whom to ask is a role: no name, number or address. */
export function serviceRecord(context: FeedContext, service: Service): FeedService {
  const { facts, times } = service;
  const id = idOf(context.authorityId, 'service', facts.id);
  const role = t(`services.roles.${facts.contactRole}`);
  const access = facts.accessibility.map((code) => t(`services.accesses.${code}`)).join(', ');
  const closed = facts.status === 'temporarily closed' ? [t('services.statuses.temporarily-closed')] : [];
  const over = facts.status === 'defunct' ? [t('services.statuses.defunct')] : [];
  const made = record(context, {
    id,
    path: `services/${facts.id}`,
    name: service.title,
    paragraphs: [
      service.summary,
      `Who: ${service.who}`,
      times && `When: ${times}`,
      service.where && `Where: ${service.where}`,
      access && `Access: ${access}.`,
      `How to ask: ${service.how} Who to ask: ${role}.`,
      `Source: ${facts.source.title}${facts.source.date ? `, ${formatDay('en', facts.source.date)}` : ''}.`,
    ],
    status: facts.status,
    ages: facts.ages,
    alerts: [...over, ...closed, ...alertsOf(facts, context.today)],
    checkedOn: facts.checkedOn,
    changedAt: service.changedAt,
    national: false,
    country: false,
    terms: [
      { tree: 'need', code: facts.need },
      { tree: 'kind', code: facts.kind },
    ],
  });
  return {
    ...made,
    schedules: facts.schedules.map((schedule, place) => scheduleRecord(id, place, schedule, times)),
    service_at_locations: locationsOf(id, service),
    contacts: [{ id: idOf(id, 'contact'), service_id: id, title: role }],
  };
}
