// What ical.js makes of calendar files: a list of texts comes in as JSON, what it read goes out as JSON.
// It takes the time zone from the VTIMEZONE in the file itself.
import { readFileSync } from "node:fs";
import ICAL from "../../node_modules/ical.js/dist/ical.js";

const seconden = (tijd) => tijd.toUnixTime();

const lees = (inhoud) => {
  const kalender = new ICAL.Component(ICAL.parse(inhoud));
  ICAL.TimezoneService.reset();
  ICAL.TimezoneService.register(kalender.getFirstSubcomponent("vtimezone"));
  const event = new ICAL.Event(kalender.getFirstSubcomponent("vevent"));
  return {
    methode: kalender.getFirstPropertyValue("method"),
    uid: event.uid,
    volgnummer: event.sequence,
    status: event.component.getFirstPropertyValue("status"),
    zone: event.startDate.zone.tzid,
    begin: seconden(event.startDate),
    einde: seconden(event.endDate),
  };
};

const teksten = JSON.parse(readFileSync(0, "utf8"));
process.stdout.write(JSON.stringify(teksten.map(lees)));
