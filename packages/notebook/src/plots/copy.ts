/** Keep lists as they are now, although a loop goes on writing into them. */

/** Copies a list, or each list of an object; whatever else it gets, it gives back. The items are not copied. */
export function copyLists<T>(lists: T): T {
  if (Array.isArray(lists)) return [...(lists as unknown[])] as T;
  if (typeof lists !== "object" || lists === null) return lists;
  return Object.fromEntries(
    Object.entries(lists).map(([name, list]) => [
      name,
      Array.isArray(list) ? [...(list as unknown[])] : list,
    ]),
  ) as T;
}
