import { requireBinaries } from "./paths.js";

export default requireBinaries;
