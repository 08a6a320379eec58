import { listPath } from "./routes";

export const subsidyPath = (id: string): string => `/subsidies/${id}`;

export const editSubsidyPath = (id: string): string => `${subsidyPath(id)}/wijzigen`;

export const newSubsidyPath = (initiativeId: string): string => `${listPath("initiative")}/${initiativeId}/subsidie`;
