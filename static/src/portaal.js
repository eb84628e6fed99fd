// Small comforts; every page works without them.
import { warnBeforeEnd } from "./js/sessie.js";
import { offerCopy } from "./js/kopieer.js";
import { sendOnce } from "./js/verstuur.js";
import { focusErrors } from "./js/fouten.js";
import { leaveAtOnce } from "./js/weg.js";

warnBeforeEnd(document.body);
offerCopy(document);
sendOnce(document);
focusErrors(document);
leaveAtOnce(document);
