// The fourteen sites of the demo network: nine countries, five regions, three operating models.
import type { OperatingModel } from '#network/rules';

/** A site of the demo. `institution` is the hospital or practice whose site it is, where it is not our own. */
export interface DemoSite {
  readonly code: string;
  readonly name: string;
  readonly city: string;
  readonly country: string;
  readonly timeZone: string;
  readonly operatingModel: OperatingModel;
  readonly institution: string | null;
  /** Of its city, in degrees north and east. */
  readonly position: { readonly latitude: number; readonly longitude: number };
}

const cities: Readonly<Record<string, readonly [latitude: number, longitude: number]>> = {
  Austin: [30.27, -97.74],
  Miami: [25.76, -80.19],
  Chicago: [41.88, -87.63],
  Toronto: [43.65, -79.38],
  Guadalajara: [20.67, -103.35],
  Bogota: [4.71, -74.07],
  Madrid: [40.42, -3.7],
  Sevilla: [37.39, -5.98],
  London: [51.51, -0.13],
  Tokyo: [35.68, 139.69],
  Osaka: [34.69, 135.5],
  Sydney: [-33.87, 151.21],
  'Cape Town': [-33.92, 18.42],
  Johannesburg: [-26.2, 28.05],
};

const positionOf = (city: string): DemoSite['position'] => {
  const [latitude, longitude] = cities[city] ?? [0, 0];
  return { latitude, longitude };
};

const owned = (code: string, name: string, city: string, country: string, timeZone: string): DemoSite => ({
  code,
  name,
  city,
  country,
  timeZone,
  operatingModel: 'owned',
  institution: null,
  position: positionOf(city),
});

const at = (operatingModel: OperatingModel, institution: string, site: DemoSite): DemoSite => ({ ...site, operatingModel, institution });

/** In the order in which pages list them. */
export const demoSites: readonly DemoSite[] = [
  owned('AUS', 'Austin Clinical Research', 'Austin', 'US', 'America/Chicago'),
  owned('MIA', 'Biscayne Trial Center', 'Miami', 'US', 'America/New_York'),
  at('partner-practice', 'Lakeshore Internal Medicine', owned('CHI', 'Lakeshore Research', 'Chicago', 'US', 'America/Chicago')),
  owned('YYZ', 'Harbourfront Trials', 'Toronto', 'CA', 'America/Toronto'),
  at(
    'dispatched-coordinators',
    'Hospital San Telmo',
    owned('GDL', 'San Telmo Research Office', 'Guadalajara', 'MX', 'America/Mexico_City'),
  ),
  owned('BOG', 'Centro de Estudios Andes', 'Bogota', 'CO', 'America/Bogota'),
  at('partner-practice', 'Consultorios Retiro', owned('MAD', 'Retiro Investigacion Clinica', 'Madrid', 'ES', 'Europe/Madrid')),
  owned('SVQ', 'Guadalquivir Ensayos', 'Sevilla', 'ES', 'Europe/Madrid'),
  owned('LHR', 'Thames Valley Trials', 'London', 'GB', 'Europe/London'),
  at('dispatched-coordinators', 'Sumida Central Hospital', owned('TYO', 'Sumida Trial Support', 'Tokyo', 'JP', 'Asia/Tokyo')),
  at('dispatched-coordinators', 'Naniwa University Hospital', owned('OSA', 'Naniwa Trial Support', 'Osaka', 'JP', 'Asia/Tokyo')),
  owned('SYD', 'Coogee Clinical Trials', 'Sydney', 'AU', 'Australia/Sydney'),
  at('partner-practice', 'Table Bay Family Practice', owned('CPT', 'Table Bay Research', 'Cape Town', 'ZA', 'Africa/Johannesburg')),
  owned('JNB', 'Highveld Trials', 'Johannesburg', 'ZA', 'Africa/Johannesburg'),
];
