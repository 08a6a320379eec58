/** Lets the browser keep what came as Base64 as a file. */
export function saveBytes(content: string, type: string, name: string): void {
  const bytes = Uint8Array.from(atob(content), (character) => character.charCodeAt(0));
  save(new Blob([bytes], { type }), name);
}

/** Lets the browser keep something as a file of this name. */
export function save(blob: Blob, name: string): void {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(blob);
  link.download = name;
  link.click();
  URL.revokeObjectURL(link.href);
}

/** A file as Base64. */
export async function base64Of(file: File): Promise<string> {
  const bytes = new Uint8Array(await file.arrayBuffer());
  const parts: string[] = [];
  const step = 0x8000;
  for (let at = 0; at < bytes.length; at += step) parts.push(String.fromCharCode(...bytes.subarray(at, at + step)));
  return btoa(parts.join(""));
}
