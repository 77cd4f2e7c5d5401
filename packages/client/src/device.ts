/**
 * A visitor's device: everything of this package, put together.
 *
 * @module
 */
import type { VenueClaims } from '@waypost/core/venue-code';
import { type ApiClient, createApiClient } from './api/client.ts';
import type { TransportOptions } from './api/transport.ts';
import { checkOut, correctArrival, eraseVisit } from './change-visit.ts';
import { type CheckInDetails, checkIn, noteVisit, type StayTimes } from './check-in.ts';
import type { DiaryStore } from './diary/diary-store.ts';
import type { Visit } from './diary/records.ts';
import { eraseExpired, keptVisits } from './diary/visits.ts';
import {
  type DisclosableVisit,
  type Disclosure,
  type DisclosureReceipt,
  disclose,
  previewDisclosure,
  resumeDisclosure,
  sendDummyDisclosure,
} from './disclosure.ts';
import type { Alert } from './matching/alerts.ts';
import { type CheckedNotices, checkNotices, currentAlerts } from './matching/check-notices.ts';
import { type Matcher, matchFile } from './matching/match-file.ts';
import { createOutbox, type Outbox, type OutboxEvent } from './outbox.ts';
import type { Surroundings } from './surroundings.ts';
import { createTrust } from './trust.ts';

/** What a device is made of. */
export interface DeviceOptions extends Surroundings, TransportOptions {
  /** The `iss` of everything that is believed. */
  readonly issuer: string;
  /** RFC 7638 thumbprint of the issuer's root key, base64url: pinned. */
  readonly rootThumbprint: string;
  /** One device, one store. */
  readonly store: DiaryStore;
  /** Where files are looked through. Default: here; see {@link workerMatcher}. */
  readonly match?: Matcher | undefined;
  /** Told what becomes of the entries of the outbox. */
  readonly onEvent?: ((event: OutboxEvent) => void) | undefined;
}

/** One person's device. */
export interface Device {
  readonly api: ApiClient;
  /** What is to leave. Nothing does before `outbox.run()`. */
  readonly outbox: Outbox;
  /** Verifies a scanned text and says what stands in it, for the person to confirm. */
  scan(text: string): Promise<VenueClaims>;
  /** Checks in at a scanned code; see {@link checkIn}. */
  checkIn(text: string, details: CheckInDetails): Promise<Visit>;
  /** Notes a visit of which nothing leaves; see {@link noteVisit}. */
  noteVisit(text: string, times?: StayTimes): Promise<Visit>;
  /** Notes when somebody left; see {@link checkOut}. */
  checkOut(
    visitId: string,
    departure: { readonly departedAt?: number; readonly tapped: boolean },
  ): Promise<void>;
  /** Corrects when somebody came; see {@link correctArrival}. */
  correctArrival(visitId: string, arrivedAt: number): Promise<void>;
  /** Erases a visit, here and on the server; see {@link eraseVisit}. */
  eraseVisit(visitId: string): Promise<void>;
  /** The visits of the last 14 days, the latest arrival first. */
  visits(): Promise<readonly Visit[]>;
  /** Erases what is older; returns how many visits. To be called at every start. */
  eraseExpired(): Promise<number>;
  /** What a disclosure could hold; see {@link previewDisclosure}. */
  previewDisclosure(): Promise<readonly DisclosableVisit[]>;
  /** Sends what was chosen; see {@link disclose}. */
  disclose(disclosure: Disclosure): Promise<DisclosureReceipt>;
  /** Sends again what was not answered; see {@link resumeDisclosure}. */
  resumeDisclosure(): Promise<DisclosureReceipt | null>;
  /** Sends a disclosure of nothing; see {@link sendDummyDisclosure}. */
  sendDummyDisclosure(): Promise<void>;
  /** Looks through what is newly published; see {@link checkNotices}. */
  checkNotices(): Promise<CheckedNotices>;
  /** What the person is to know, without asking anybody. */
  alerts(): Promise<readonly Alert[]>;
}

/** Puts a device together. It reads the store when it is used, and sends nothing by itself. */
export function createDevice(options: DeviceOptions): Device {
  const api = createApiClient(options);
  const trust = createTrust({ ...options, api });
  const outbox = createOutbox({ ...options, api });
  const match: Matcher = options.match ?? (async (job) => matchFile(job));
  const parts = { ...options, api, trust, outbox, match };
  const { store, clock } = options;
  return {
    api,
    outbox,
    scan: (text) => trust.venueCode(text),
    checkIn: (text, details) => checkIn(parts, text, details),
    noteVisit: (text, times) => noteVisit(parts, text, times),
    checkOut: (visitId, departure) => checkOut(parts, visitId, departure),
    correctArrival: (visitId, arrivedAt) => correctArrival(parts, visitId, arrivedAt),
    eraseVisit: (visitId) => eraseVisit(parts, visitId),
    visits: () => keptVisits(store, clock()),
    eraseExpired: () => eraseExpired(store, clock()),
    previewDisclosure: () => previewDisclosure(parts),
    disclose: (disclosure) => disclose(parts, disclosure),
    resumeDisclosure: () => resumeDisclosure(parts),
    sendDummyDisclosure: () => sendDummyDisclosure(parts),
    checkNotices: () => checkNotices(parts),
    alerts: () => currentAlerts(parts),
  };
}
